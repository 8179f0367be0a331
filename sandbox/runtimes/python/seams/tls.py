"""ssl over the simulated network: a null cipher whose handshake costs what a real one costs, one round trip."""

import ssl
from types import SimpleNamespace

from . import internals
from .sockets import HELLO, LabSocket

_CERTIFICATE = b'lab'


class LabSSLObject:
    """What SSLContext.wrap_bio returns: the sans-I/O form that asyncio and anyio use."""

    server_side = False
    session = None
    session_reused = False

    def __init__(
        self, context: ssl.SSLContext, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO, name: str | bytes
    ) -> None:
        self.context = context
        self.server_hostname = _text(name)
        self._in = incoming
        self._out = outgoing
        self._said_hello = False

    def do_handshake(self) -> None:
        if not self._said_hello:
            self._said_hello = True
            self._out.write(HELLO + self.server_hostname.encode())
        if self._in.pending < len(HELLO):
            raise ssl.SSLWantReadError(ssl.SSL_ERROR_WANT_READ, 'The operation did not complete (read)')
        self._in.read(len(HELLO))

    def read(self, size: int = 1024, buffer: bytearray | None = None) -> bytes | int:
        if self._in.pending == 0 and not self._in.eof:
            raise ssl.SSLWantReadError(ssl.SSL_ERROR_WANT_READ, 'The operation did not complete (read)')
        data = self._in.read(size)
        if buffer is None:
            return data
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: bytes) -> int:
        return self._out.write(data)

    def unwrap(self) -> None:
        pass

    def pending(self) -> int:
        return self._in.pending

    def getpeercert(self, binary_form: bool = False) -> object:
        return certificate_of(self.server_hostname, binary_form)

    def selected_alpn_protocol(self) -> str:
        return 'http/1.1'

    def cipher(self) -> tuple[str, str, int]:
        return ('TLS_AES_256_GCM_SHA384', 'TLSv1.3', 256)

    def compression(self) -> None:
        return None

    def version(self) -> str:
        return 'TLSv1.3'

    def get_channel_binding(self, kind: str = 'tls-unique') -> None:
        return None


class LabSSLSocket(LabSocket):
    """What SSLContext.wrap_socket returns: takes over the connection of `plain`."""

    def __init__(self, plain: LabSocket, context: ssl.SSLContext, name: str | bytes) -> None:
        super().__init__()
        self.context = context
        self.server_hostname = _text(name)
        self.session = None
        self.connection, plain.connection = plain.connection, 0
        self._peer = plain._peer
        self._timeout = plain._timeout
        plain._closed = True
        self._sslobj = self  # httpcore asks it for what getpeercert, version and others tell

    def do_handshake(self, block: bool = False) -> None:
        self.sendall(HELLO + self.server_hostname.encode())
        self.recv(len(HELLO))

    def read(self, size: int = 1024, buffer: bytearray | None = None) -> bytes | int:
        return self.recv(size) if buffer is None else self.recv_into(buffer, size)

    def write(self, data: bytes) -> int:
        return self.send(data)

    def unwrap(self) -> LabSocket:
        return self

    def pending(self) -> int:
        return 0

    def getpeercert(self, binary_form: bool = False) -> object:
        return certificate_of(self.server_hostname, binary_form)

    selected_alpn_protocol = LabSSLObject.selected_alpn_protocol
    cipher = LabSSLObject.cipher
    compression = LabSSLObject.compression
    version = LabSSLObject.version
    get_channel_binding = LabSSLObject.get_channel_binding


def _text(name: str | bytes) -> str:
    return name.decode('ascii') if isinstance(name, bytes) else name


def certificate_of(name: str, binary_form: bool) -> object:
    """The simulated server always has a valid certificate for its name."""
    if binary_form:
        return _CERTIFICATE
    return {
        'subject': ((('commonName', name),),),
        'issuer': ((('commonName', 'Labor-CA'),),),
        'notBefore': 'Jan  1 00:00:00 2026 GMT',
        'notAfter': 'Jan  1 00:00:00 2036 GMT',
        'subjectAltName': (('DNS', name),),
    }


def _wrap_bio(
    self: ssl.SSLContext,
    incoming: ssl.MemoryBIO,
    outgoing: ssl.MemoryBIO,
    server_side: bool = False,
    server_hostname: str | bytes | None = None,
    session: object = None,
) -> LabSSLObject:
    return LabSSLObject(self, incoming, outgoing, server_hostname or '')


def _wrap_socket(
    self: ssl.SSLContext,
    sock: LabSocket,
    server_side: bool = False,
    do_handshake_on_connect: bool = True,
    suppress_ragged_eofs: bool = True,
    server_hostname: str | bytes | None = None,
    session: object = None,
) -> LabSSLSocket:
    wrapped = LabSSLSocket(sock, self, server_hostname or '')
    if do_handshake_on_connect:
        try:
            wrapped.do_handshake()
        except BaseException:
            wrapped.close()
            raise
    return wrapped


def install() -> None:
    for lab_class, name in ((LabSSLObject, 'SSLObject'), (LabSSLSocket, 'SSLSocket')):
        internals.pose(lab_class, 'ssl', name)
        setattr(ssl, name, lab_class)
    context = internals.of(ssl.SSLContext)
    context.wrap_bio = _wrap_bio
    context.wrap_socket = _wrap_socket
    context.hostname_checks_common_name = True
    context.sslobject_class = LabSSLObject
    context.sslsocket_class = LabSSLSocket
    paths = SimpleNamespace(
        cafile=None,
        capath=None,
        openssl_cafile_env='SSL_CERT_FILE',
        openssl_cafile='/etc/ssl/cert.pem',
        openssl_capath_env='SSL_CERT_DIR',
        openssl_capath='/etc/ssl/certs',
    )
    internals.of(ssl).get_default_verify_paths = lambda: paths
