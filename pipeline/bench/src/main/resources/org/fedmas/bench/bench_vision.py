"""Cost of an encoder's features, of a step of pretraining and of predictions in eager PyTorch, on the CPU.

  vit : ViT-S/16 forward (eval), no gradient, class token after the last normalisation
  moco: a step of MoCo v2 with ResNet-18: momentum update, keys, queries, InfoNCE over the queue,
        backward, SGD; batch normalisation in groups; two ready batches of views
  predict: torchvision's ResNet-18 on picture files that Pillow decodes and resizes, probabilities
        to a CSV file; the caller measures the process

usage: bench_vision.py --mode vit moco [--batch 16] [--side 224] [--threads 1] [--steps 3]
       bench_vision.py --mode predict --weights F.pth --images DIR --to F.csv [--batch 16] [--side 224] [--threads 1]
prints one line of JSON per mode
"""
import argparse
import csv
import json
import math
import os
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, t):
        b, n, d = t.shape
        q, k, v = self.qkv(self.norm1(t)).reshape(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1) * (d // self.heads) ** -0.5).softmax(dim=-1)
        t = t + self.proj((weights @ v).transpose(1, 2).reshape(b, n, d))
        return t + self.fc2(F.gelu(self.fc1(self.norm2(t))))


class Vit(nn.Module):
    def __init__(self, side, patch=16, width=384, depth=12, heads=6):
        super().__init__()
        self.embed = nn.Conv2d(3, width, patch, patch)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.positions = nn.Parameter(0.02 * torch.randn(1, 1 + (side // patch) ** 2, width))
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(depth)])
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def forward(self, x):
        t = self.embed(x).flatten(2).transpose(1, 2)
        t = torch.cat((self.token.expand(len(t), -1, -1), t), 1) + self.positions
        return self.norm(self.blocks(t))[:, 0]


class Basic(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.short = nn.Identity()
        if stride > 1 or inputs != outputs:
            self.short = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + self.short(x))


def encoder(dim):
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    inputs = 64
    for i, outputs in enumerate((64, 128, 256, 512)):
        layers += [Basic(inputs, outputs, 1 if i == 0 else 2), Basic(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, dim))


class Moco:
    def __init__(self, batch, side, groups, keys=4096, dim=128):
        self.query, self.key = encoder(dim), encoder(dim)
        self.key.load_state_dict(self.query.state_dict())
        self.queue = F.normalize(torch.randn(dim, keys), dim=0)
        self.pointer = 0
        self.groups = groups
        self.views = [torch.randn(batch, 3, side, side) for _ in range(2)]
        self.sgd = torch.optim.SGD(self.query.parameters(), 0.03 * batch / 256, momentum=0.9, weight_decay=1e-4)

    def grouped(self, network, x):
        return F.normalize(torch.cat([network(part) for part in x.chunk(self.groups)]), dim=1)

    def step(self):
        q = self.grouped(self.query, self.views[0])
        with torch.no_grad():
            for key, query in zip(self.key.parameters(), self.query.parameters()):
                key.mul_(0.999).add_(query, alpha=0.001)
            order = torch.randperm(len(q))
            k = torch.empty_like(q)
            k[order] = self.grouped(self.key, self.views[1][order])
        logits = torch.cat(((q * k).sum(1, keepdim=True), q @ self.queue), 1) / 0.2
        loss = F.cross_entropy(logits, torch.zeros(len(q), dtype=torch.long))
        self.sgd.zero_grad()
        loss.backward()
        self.sgd.step()
        places = (self.pointer + torch.arange(len(q))) % self.queue.shape[1]
        self.queue[:, places] = k.t()
        self.pointer = (self.pointer + len(q)) % self.queue.shape[1]
        return float(loss)


def predict(a):
    import numpy
    import torchvision
    from PIL import Image

    state = torch.load(a.weights)
    network = torchvision.models.resnet18(num_classes=len(state["fc.bias"]))
    network.load_state_dict(state)
    network.eval()
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    names = sorted(os.listdir(a.images))
    with open(a.to, "w", newline="") as file, torch.no_grad():
        rows = csv.writer(file)
        for start in range(0, len(names), a.batch):
            batch = names[start:start + a.batch]
            pixels = []
            for name in batch:
                with Image.open(os.path.join(a.images, name)) as picture:
                    pixels.append(numpy.asarray(picture.convert("RGB").resize((a.side, a.side), Image.BILINEAR)))
            x = torch.from_numpy(numpy.stack(pixels)).permute(0, 3, 1, 2).float().div(255)
            for name, row in zip(batch, network((x - mean) / deviation).softmax(1).tolist()):
                rows.writerow([name, max(range(len(row)), key=row.__getitem__), *row])
    print(json.dumps({"mode": "predict", "batch": a.batch, "side": a.side, "threads": a.threads, "torch": torch.__version__, "images": len(names)}))


def work(mode, a):
    if mode == "moco":
        return Moco(a.batch, a.side, a.groups).step
    network, x = Vit(a.side).eval(), torch.randn(a.batch, 3, a.side, a.side)

    def features():
        with torch.no_grad():
            return float(network(x).sum())

    return features


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--mode", nargs="+", default=["vit"])
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--side", type=int, default=224)
    ap.add_argument("--groups", type=int, default=4)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--steps", type=int, default=3)
    ap.add_argument("--weights")
    ap.add_argument("--images")
    ap.add_argument("--to")
    a = ap.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(a.threads)
    for mode in a.mode:
        if mode == "predict":
            predict(a)
            continue
        step = work(mode, a)
        assert math.isfinite(step())
        t0, c0 = time.perf_counter(), time.process_time()
        for _ in range(a.steps):
            step()
        print(json.dumps({"mode": mode, "batch": a.batch, "side": a.side, "threads": a.threads, "torch": torch.__version__,
                          "seconds_per_step_mean": (time.perf_counter() - t0) / a.steps,
                          "cpu_seconds_per_step": (time.process_time() - c0) / a.steps}), flush=True)


if __name__ == "__main__":
    main()
