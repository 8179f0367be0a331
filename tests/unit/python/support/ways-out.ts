/**
 * Programs that try to leave the laboratory. `PORT` is that of a server that listens on 127.0.0.1 and must see nothing.
 * Each ends with an exception, or prints „zu“ where it found no way; none may print „offen“.
 */
export const waysOut: Readonly<Record<string, string>> = {
  'import js': 'import js\njs.fetch(f"http://127.0.0.1:{PORT}/js")',
  'from js import fetch': 'from js import fetch\nfetch(f"http://127.0.0.1:{PORT}/js")',
  'import pyodide_js': 'import pyodide_js\npyodide_js.loadPackage("numpy")',
  run_js: 'from pyodide.code import run_js\nrun_js(f"fetch(\'http://127.0.0.1:{PORT}/\')")',
  'pyodide.http': 'from pyodide.http import open_url\nopen_url(f"http://127.0.0.1:{PORT}/")',
  'pyodide.ffi': 'from pyodide.ffi import to_js, create_proxy',
  _pyodide_core: 'import _pyodide_core',
  micropip: 'import micropip',
  'the lab itself': 'import _lab.bridge',
  'js without the finder that locks it': `import sys, importlib
sys.meta_path[:] = [f for f in sys.meta_path if type(f).__name__ != "_LockedFinder"]
import js
js.fetch(f"http://127.0.0.1:{PORT}/")`,
  'every JavaScript object that the garbage collector knows': `import gc
gefunden = 0
def fluechte(ding):
    global gefunden
    gefunden += 1
    for weg in (lambda: ding.constructor.constructor(f"return fetch('http://127.0.0.1:{PORT}/gc')")(),
                lambda: ding.constructor(f"return fetch('http://127.0.0.1:{PORT}/gc')")(),
                lambda: ding.fetch(f"http://127.0.0.1:{PORT}/gc"), lambda: ding.globalThis.fetch(f"http://127.0.0.1:{PORT}/gc"),
                lambda: ding.process.exit(1), lambda: ding.require("node:http")):
        try:
            weg()
            print("offen", ding)
        except Exception:
            pass
for ding in gc.get_objects():
    if type(ding).__name__ in ("JsProxy", "JsMethod") or "Js" in type(ding).__mro__[-2].__name__:
        fluechte(ding)
print("zu")`,
  'the functions of the lab, through their globals': `import time
lab = time.sleep.__globals__["lab"]
for name in type(lab).__slots__:
    funktion = getattr(lab, name)
    for weg in (lambda: funktion.constructor.constructor(f"return fetch('http://127.0.0.1:{PORT}/')")(),
                lambda: funktion.constructor(f"return fetch('http://127.0.0.1:{PORT}/')")(),
                lambda: funktion.bind.constructor("return globalThis")().fetch(f"http://127.0.0.1:{PORT}/")):
        try:
            weg()
            print("offen", name)
        except Exception:
            pass
print("zu")`,
  'frames of the lab': `import sys
rahmen = sys._getframe()
while rahmen:
    for wert in list(rahmen.f_locals.values()) + list(rahmen.f_globals.values()):
        for weg in ("fetch", "eval", "Function", "process", "XMLHttpRequest", "WebSocket", "Worker", "importScripts"):
            try:
                getattr(wert, weg)(f"http://127.0.0.1:{PORT}/rahmen")
                print("offen", weg)
            except Exception:
                pass
    rahmen = rahmen.f_back
print("zu")`,
  'an error of JavaScript': `import time
lab = time.sleep.__globals__["lab"]
try:
    lab.connect()
except Exception as fehler:
    js = getattr(fehler, "js_error", None) or fehler
    js.constructor.constructor(f"return fetch('http://127.0.0.1:{PORT}/')")()
    print("offen")`,
  'a walk over everything JavaScript that can be reached': `import time
lab = time.sleep.__globals__["lab"]
offen, gesehen = [getattr(lab, n) for n in type(lab).__slots__], 0
namen = {"fetch", "XMLHttpRequest", "WebSocket", "Worker", "SharedWorker", "EventSource", "importScripts", "process", "require", "eval", "indexedDB", "caches", "sendBeacon", "WebTransport"}
while offen and gesehen < 3000:
    ding = offen.pop()
    gesehen += 1
    try:
        eigenschaften = dir(ding)
    except Exception:
        continue
    for name in eigenschaften:
        if name.startswith("__"):
            continue
        if name in namen:
            print("offen", name)
        try:
            kind = getattr(ding, name)
        except Exception:
            continue
        if type(kind).__name__.startswith("Js"):
            offen.append(kind)
print("zu")`,
  'a socket': 'import socket\nsocket.create_connection(("127.0.0.1", PORT))\nprint("offen")',
  'a socket by name': 'import socket\nsocket.create_connection(("localhost", PORT))\nprint("offen")',
  'a socket to an address of many shapes': `import socket
for host in ("127.1", "2130706433", "0x7f000001", "0177.0.0.1", "::1", "::ffff:127.0.0.1", "127.0.0.1.nip.io", "0.0.0.0", "api.openai.com@127.0.0.1", "api.openai.com.localhost"):
    try:
        socket.create_connection((host, PORT))
        print("offen", host)
    except (OSError, UnicodeError):
        pass
print("zu")`,
  'the original C socket, imported again': `import sys
sys.modules.pop("_socket")
import _socket
s = _socket.socket()
s.settimeout(2)
s.connect(("127.0.0.1", PORT))
s.send(b"GET / HTTP/1.0\\r\\n\\r\\n")
print(s.recv(10))`,
  'the original C resolver, imported again': `import sys
sys.modules.pop("_socket")
import _socket
print("zu" if _socket.getaddrinfo("example.com", 80)[0][4][0].startswith("172.29.") else "offen")`,
  'sockets through ctypes': `import ctypes, struct
c = ctypes.CDLL(None)
s = c.socket(2, 1, 0)
adresse = struct.pack("<HHI8x", 2, ((PORT & 255) << 8) | (PORT >> 8), 0x0100007f)
print("zu" if s < 0 or c.connect(s, adresse, 16) != 0 else "offen")`,
  'JavaScript through ctypes': `import ctypes
c = ctypes.CDLL(None)
for name in ("emscripten_run_script", "emscripten_run_script_string", "emscripten_run_script_int", "emscripten_async_wget", "emscripten_fetch", "emscripten_asm_const_int"):
    try:
        getattr(c, name)(f"fetch('http://127.0.0.1:{PORT}/ctypes')".encode())
    except (AttributeError, Exception):
        pass
print("zu")`,
  requests: 'import requests\nrequests.get(f"http://127.0.0.1:{PORT}/")\nprint("offen")',
  'httpx through a proxy':
    'import httpx\nhttpx.Client(proxy=f"http://127.0.0.1:{PORT}").get("http://api.openai.com/")\nprint("offen")',
  'requests through the proxy of the environment': `import os, requests
os.environ["HTTP_PROXY"] = os.environ["HTTPS_PROXY"] = f"http://127.0.0.1:{PORT}"
requests.get("http://api.openai.com/")
print("offen")`,
  aiohttp: `import asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession() as s:
        await s.get(f"http://127.0.0.1:{PORT}/")
        print("offen")
asyncio.run(main())`,
  'an openai client with another address':
    'from openai import OpenAI\nOpenAI(base_url=f"http://127.0.0.1:{PORT}/v1", max_retries=0).models.list()\nprint("offen")',
  urllib: 'import urllib.request\nurllib.request.urlopen(f"http://127.0.0.1:{PORT}/")\nprint("offen")',
  'asyncio.open_connection': 'import asyncio\nasyncio.run(asyncio.open_connection("127.0.0.1", PORT))\nprint("offen")',
  'a datagram': `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.sendto(b"hallo", ("127.0.0.1", PORT))
print("offen")`,
  'a socket of the file system': 'import socket\nsocket.socket(socket.AF_UNIX).connect("/tmp/x")\nprint("offen")',
  'a server':
    'import http.server\nhttp.server.HTTPServer(("0.0.0.0", 0), http.server.SimpleHTTPRequestHandler)\nprint("offen")',
  'another loop': `import asyncio
asyncio.get_event_loop_policy
from asyncio import unix_events
schleife = asyncio.SelectorEventLoop()
schleife.run_until_complete(schleife.create_connection(asyncio.Protocol, "127.0.0.1", PORT))
print("offen")`,
  'a process': 'import subprocess\nsubprocess.run(["curl", f"http://127.0.0.1:{PORT}/"])\nprint("offen")',
  'os.system': `import os
print("zu" if os.system(f"curl http://127.0.0.1:{PORT}/") != 0 else "offen")`,
  'os.posix_spawn':
    'import os\nos.posix_spawn("/usr/bin/curl", ["curl", f"http://127.0.0.1:{PORT}/"], {})\nprint("offen")',
  'os.fork': 'import os\nos.fork()\nprint("offen")',
  webbrowser: `import webbrowser
print("zu" if not webbrowser.open(f"http://127.0.0.1:{PORT}/") else "offen")`,
  'files of the machine': `import os
print("offen" if any(os.path.exists(p) for p in ("/etc/passwd", "/work", "/root", "/usr/bin/env")) else "zu")`,
  'secrets of the machine': `import os
print("offen" if {"PATH", "USER", "PWD"} & set(os.environ) or "/root" in str(os.environ) else "zu")`,
  'reloading what was replaced': `import importlib, socket, ssl, select, selectors, asyncio
for modul in (socket, select, selectors, ssl):
    try:
        importlib.reload(modul)
    except Exception:
        pass
s = socket.socket()
s.settimeout(2)
s.connect(("127.0.0.1", PORT))
s.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
s.recv(10)`,
};
