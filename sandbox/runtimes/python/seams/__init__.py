"""The seams of the Python runtime: what a program believes to be sockets, TLS, threads and sleep, on the laboratory clock.

Packed as the package `_lab`, imported before any library and kept in the memory snapshot. Everything above the seams
(openai, httpx, aiohttp, requests, asyncio, concurrent.futures) is the real, unmodified code.
"""
