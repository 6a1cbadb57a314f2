#!/usr/bin/python3
# SPDX-FileCopyrightText: Groundplan contributors
# SPDX-License-Identifier: Apache-2.0
"""What xdot, a viewer of laid out graphs, needs for a picture of 1600 x 1000: reads an xdot file as the viewer
does, and draws it as the viewer does, without its window. Prints "first <ms>" and "step <ms>" (the median of 15
zoom steps). Exits with 3 where xdot is not installed."""
import statistics
import sys
import time

try:
    import cairo
    from xdot.dot.parser import XDotParser
except Exception:  # not installed, or without what it needs
    sys.exit(3)

WIDTH, HEIGHT = 1600, 1000
started = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    graph = XDotParser(file.read()).parse()


def draw(zoom):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.translate(WIDTH / 2, HEIGHT / 2)
    context.scale(zoom, zoom)
    context.translate(-graph.width / 2, -graph.height / 2)
    half = (WIDTH / zoom / 2, HEIGHT / zoom / 2)
    middle = (graph.width / 2, graph.height / 2)
    bounds = (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1])
    graph.draw(context, highlight_items=(), bounding=bounds)
    surface.flush()


fit = min(WIDTH / graph.width, HEIGHT / graph.height)
draw(fit)
print("first", (time.perf_counter() - started) * 1000)
steps = []
for i in range(15):
    before = time.perf_counter()
    draw(fit * 1.05 ** (i + 1))
    steps.append((time.perf_counter() - before) * 1000)
print("step", statistics.median(steps))
