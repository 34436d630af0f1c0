"""The shared helper code of *Upgrading to Compete, Reproduced*."""
