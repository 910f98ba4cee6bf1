"""Two organizations to look around in, written by the system on the first start."""

from services.demo.load import DemoResult, load, reset

__all__ = ['DemoResult', 'load', 'reset']
