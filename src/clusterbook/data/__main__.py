"""``python -m clusterbook.data``: write ``data/datapackage.json`` from the schemas."""

from clusterbook.data.assemble import write_package

if __name__ == "__main__":
    write_package()
