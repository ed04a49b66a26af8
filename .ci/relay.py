#!/usr/bin/env python3
"""Passes the packets of two network devices on to each other, each after a delay, and loses some.

relay.py DEVICE DEVICE --delay 0.01 --loss 0.01 [--seed 1]
"""

import argparse
import collections
import random
import select
import socket
import time

parser = argparse.ArgumentParser()
parser.add_argument("devices", nargs=2)
parser.add_argument("--delay", type=float, required=True, help="seconds, in each direction")
parser.add_argument("--loss", type=float, required=True, help="the share of packets that is lost")
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()

EVERYTHING = 3  # ETH_P_ALL
OUTGOING = 4  # PACKET_OUTGOING: what this program sent
chance = random.Random(options.seed)
sockets = []
for device in options.devices:
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    end.bind((device, 0))
    sockets.append(end)
underway = collections.deque()
print("relay: ready", flush=True)
while True:
    wait = max(0.0, underway[0][0] - time.monotonic()) if underway else None
    for end in select.select(sockets, [], [], wait)[0]:
        packet, address = end.recvfrom(65536 + 64)
        if address[2] != OUTGOING and chance.random() >= options.loss:
            underway.append((time.monotonic() + options.delay, sockets[1 - sockets.index(end)], packet))
    while underway and underway[0][0] <= time.monotonic():
        _, other, packet = underway.popleft()
        try:
            other.send(packet)
        except OSError:
            pass  # Larger than the device takes: one more that is lost.
