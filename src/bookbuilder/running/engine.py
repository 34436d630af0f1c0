"""Papermill's engine ``bookbuilder``: kernels forked from a warm process, all else as papermill does it.

``papermill --engine bookbuilder in.ipynb out.ipynb`` works wherever the package is installed.
Where forking is not safe it falls back to papermill's ordinary engine.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from functools import lru_cache, partial
from multiprocessing.connection import Connection
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerBase
from papermill.engines import papermill_engines

from bookbuilder.running.bounds import BoundedEngine
from bookbuilder.running.warm import LIBRARIES, SOCKET_VARIABLE, WarmProcess, can_fork, start_child, swept_folder
from bookbuilder.running.warm.server import run_kernel
from bookbuilder.running.workers import FORKED, ORDINARY

POLL_SECONDS = 0.01
SOCKET_SECONDS = 0.002


class ForkProvisioner(KernelProvisionerBase):
    """A kernel that is a fork of the warm process."""

    connection: Connection | None = None
    pid = 0

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet waited for."""
        return self.connection is not None

    async def poll(self) -> int | None:
        """None while the kernel lives: its end of the connection is open, and nothing comes from there."""
        return 0 if self.connection is None or self.connection.poll() else None

    async def wait(self) -> int | None:
        """Wait for the kernel's end and forget it."""
        while await self.poll() is None:
            await asyncio.sleep(POLL_SECONDS)
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        return 0

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel, if it lives."""
        if await self.poll() is None:
            os.kill(self.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left behind: the connection file belongs to the manager."""

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Write the connection file and leave the arguments that follow the launcher."""
        manager: Any = self.parent
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        command = manager.format_kernel_cmd(extra_arguments=kwargs.pop("extra_arguments", []))
        return await super().pre_launch(cmd=command[command.index("-f") :], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Ask the warm process for a kernel."""
        place = {"folder": kwargs.get("cwd") or os.getcwd(), "environment": kwargs["env"]}
        work = partial(run_kernel, cmd)
        self.connection, self.pid = await asyncio.to_thread(start_child, warm_address(), work, **place)
        await self._listening()
        return self.connection_info

    async def _listening(self) -> None:
        """Wait until the kernel's sockets are there: a connection tried before is tried again much later."""
        info = self.connection_info
        sockets = [f"{info['ip']}-{port}" for name, port in info.items() if name.endswith("_port")]
        while not all(map(os.path.exists, sockets)) and await self.poll() is None:
            await asyncio.sleep(SOCKET_SECONDS)


class PromptClient(AsyncKernelClient):
    """A client that starts as soon as the kernel answers and its outputs arrive."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ready when a reply came and the output channel is heard; no fixed waits."""
        for _ in range(int((timeout or 60) * 5)):
            self.kernel_info()
            try:
                message = await self.get_shell_msg(timeout=1)
                await self.get_iopub_msg(timeout=0.2)
            except Empty:
                if not await self.is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
                continue
            self._handle_kernel_info_reply(message)
            return
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


class ForkedKernelManager(AsyncKernelManager):
    """Starts kernels as forks and notices their end quickly."""

    def __init__(self, **kwargs: Any) -> None:
        self._folder = tempfile.mkdtemp(prefix="bookbuilder-", dir=swept_folder())
        place = {"connection_file": f"{self._folder}/kernel.json", "ip": f"{self._folder}/kernel"}
        super().__init__(transport="ipc", **place, **kwargs)
        self.client_factory = PromptClient

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = self.kernel_id or os.urandom(8).hex()
        self.provisioner = ForkProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kwargs)

    async def _async_wait(self, pollinterval: float = POLL_SECONDS) -> None:
        await super()._async_wait(POLL_SECONDS)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        if not restart:
            shutil.rmtree(self._folder, ignore_errors=True)


class ForkedEngine(BoundedEngine):
    """The ordinary engine with forked kernels."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
        """Run the notebook in a fork of the warm process, or in the ordinary way where there is none."""
        if can_fork():
            kwargs["kernel_manager_class"] = ForkedKernelManager
        return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)


def warm_address() -> str:
    """Where the warm process listens: the one of this command, or one of this process's own."""
    return os.environ.get(SOCKET_VARIABLE) or shared_process().address


@lru_cache(maxsize=1)
def shared_process() -> WarmProcess:
    """A warm process for as long as this one lives."""
    return WarmProcess(LIBRARIES, dict(os.environ))


def register() -> None:
    """Make both engines known to papermill also where the package is not installed."""
    papermill_engines.register(FORKED, ForkedEngine)
    papermill_engines.register(ORDINARY, BoundedEngine)
