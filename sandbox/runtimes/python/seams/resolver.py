"""Names of the simulated network. No other name exists."""

import socket
from ipaddress import ip_address

from . import internals
from .bridge import lab

type Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int]]

_native = internals.of(socket)._socket
_SERVICES = {'http': 80, 'https': 443}


def _port(port: object) -> int:
    if port is None or port == '':
        return 0
    if isinstance(port, bytes):
        port = port.decode()
    if isinstance(port, str) and not port.isdigit():
        if port not in _SERVICES:
            raise socket.gaierror(socket.EAI_SERVICE, 'Servname not supported for ai_socktype')
        return _SERVICES[port]
    return int(str(port))


def address_of(host: str | bytes | None) -> str:
    """The address of `host`; socket.gaierror for an unknown name, as a resolver would."""
    if not host:
        return '127.0.0.1'
    name = host.decode('ascii') if isinstance(host, bytes) else host
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    if name == 'localhost':
        return '127.0.0.1'
    found = lab.lookup(name)
    if isinstance(found, int):
        raise socket.gaierror(socket.EAI_NONAME, 'Name or service not known')
    return found


def getaddrinfo(
    host: str | bytes | None, port: object, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
) -> list[Address]:
    address = address_of(host)
    if family == socket.AF_INET6 or ':' in address:
        raise socket.gaierror(socket.EAI_NONAME, 'Name or service not known')
    if type not in (0, socket.SOCK_STREAM):
        raise socket.gaierror(socket.EAI_NONAME, 'Name or service not known')
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, '', (address, _port(port)))]


def gethostbyname(host: str) -> str:
    return address_of(host)


def gethostbyname_ex(host: str) -> tuple[str, list[str], list[str]]:
    return host, [], [address_of(host)]


def gethostbyaddr(host: str) -> tuple[str, list[str], list[str]]:
    raise socket.herror(1, 'Unknown host')


def getnameinfo(address: tuple[str, int], flags: int) -> tuple[str, str]:
    return address[0], str(address[1])


def install() -> None:
    for function in (getaddrinfo, gethostbyname, gethostbyname_ex, gethostbyaddr, getnameinfo):
        setattr(socket, function.__name__, function)
        setattr(_native, function.__name__, function)
    for module in (internals.of(socket), _native):
        module.gethostname = lambda: 'labor'
