"""Skips with one clear line where a Debian package of training/setup is absent."""
import importlib.util
import shutil
import unittest


def module(name):
    return unittest.skipUnless(importlib.util.find_spec(name), f"python3-{name} is not installed (see training/setup)")


def program(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed (see training/setup)")
