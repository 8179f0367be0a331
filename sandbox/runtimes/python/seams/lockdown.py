"""What a program cannot import: there is no way from Python to the browser.

The second wall: even what introspection may dig out leads nowhere, because confine.ts has taken network, workers and
code generation out of the worker before the program starts. The third is the page's Content-Security-Policy.
"""

import _imp
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from . import internals

_LOCKED = ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core', 'micropip', '_lab')


def _is_locked(name: str) -> bool:
    return name.partition('.')[0] in _LOCKED


class _LockedFinder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if _is_locked(fullname):
            raise ModuleNotFoundError(f'No module named {fullname!r}', name=fullname)
        return None


def _lock_builtins() -> None:
    """`_pyodide_core` is compiled in: without this the interpreter's own importer would make it anew."""
    imp = internals.of(_imp)
    create = imp.create_builtin

    def create_builtin(spec: ModuleSpec) -> ModuleType:
        if _is_locked(spec.name):
            raise ModuleNotFoundError(f'No module named {spec.name!r}', name=spec.name)
        return create(spec)

    imp.create_builtin = create_builtin


def lock() -> None:
    """After this, importing the browser's side fails as it does in any CPython."""
    _lock_builtins()
    for name in [name for name in sys.modules if _is_locked(name)]:
        del sys.modules[name]
    sys.meta_path[:] = [
        _LockedFinder(),
        *(finder for finder in sys.meta_path if not type(finder).__module__.startswith(('_pyodide', 'pyodide'))),
    ]
