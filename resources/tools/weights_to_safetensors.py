#!/usr/bin/env python3
"""weights_to_safetensors.py IN OUT.safetensors: MobileNetV2 weights as `snitt train --weights` takes them.

IN is one of
- a state dict of torchvision's mobilenet_v2, as torch.save writes it (.pth, both of its formats);
- MobileNetV2 from TensorFlow Lite as TorchScript with parameters w0, b0, w1, ... numbered by operation: batch norms
  folded into the convolutions, TensorFlow's padding "same", input scaled to [-1, 1].

OUT holds float32 tensors with torchvision's names (features.0.0.weight, ...) and says in its metadata which padding and
which scaling of the input the weights were trained with. A classifier is left out: nobody asks for 1000 things.

Needs numpy alone. A pickle can run code, so the file is read by an unpickler that knows tensors and containers and
refuses all else; what is code in a TorchScript file is never looked at.
"""
import collections
import json
import pickle
import struct
import sys
import zipfile

import numpy

TYPES = {"HalfStorage": "<f2", "FloatStorage": "<f4", "DoubleStorage": "<f8", "LongStorage": "<i8", "IntStorage": "<i4"}
# TensorFlow Lite numbers all operations; these are the sums of residual blocks.
SUMS = {9, 16, 20, 27, 31, 35, 42, 46, 53, 57}
SAME = {"padding": "same", "mean": "0.5,0.5,0.5", "sd": "0.5,0.5,0.5"}
TORCHVISION = {"padding": "torchvision", "mean": "0.485,0.456,0.406", "sd": "0.229,0.224,0.225"}


class Refused(Exception):
    pass


class Storage:
    """A type as the pickle names it, and later the bytes of one storage."""

    def __init__(self, name):
        self.type = numpy.dtype(TYPES[name])
        self.values = None


class Module:
    """Stands for TorchScript's module: what matters is its attributes."""

    def __new__(cls, *_):
        return object.__new__(cls)


def rebuild_tensor(storage, offset, shape, strides, *_):
    def view():
        values = storage()
        step = values.itemsize
        needed = offset + sum((n - 1) * s for n, s in zip(shape, strides)) + 1 if all(shape) else 0
        if offset < 0 or min(strides, default=0) < 0 or needed > len(values):
            raise Refused("a tensor lies outside its storage")
        return numpy.lib.stride_tricks.as_strided(values[offset:], shape, [step * s for s in strides])

    return view


def first_of(value, *_):
    """A parameter is its tensor; a value that LibTorch tags with its type is the value."""
    return value


class Unpickler(pickle.Unpickler):
    def __init__(self, file, load):
        super().__init__(file, encoding="latin1")
        self.load_storage = load

    def find_class(self, module, name):
        known = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): rebuild_tensor,
            ("torch._utils", "_rebuild_parameter"): first_of,
            ("torch.jit._pickle", "restore_type_tag"): first_of,
        }
        if (module, name) in known:
            return known[module, name]
        if module == "torch" and name in TYPES:
            return name
        if module.startswith("__torch__"):
            return Module
        raise Refused(f"it holds {module}.{name}, which is no part of a file of weights")

    def persistent_load(self, key):
        return self.load_storage(key)


def from_zip(path):
    archive = zipfile.ZipFile(path)
    pickles = [name for name in archive.namelist() if name.endswith("/data.pkl")]
    if not pickles:
        raise Refused("it is a ZIP file without data.pkl")
    folder = pickles[0][: -len("data.pkl")]

    def load(key):
        _, kind, name = key[:3]
        return lambda: numpy.frombuffer(archive.read(f"{folder}data/{name}"), TYPES[kind])

    with archive.open(pickles[0]) as file:
        return Unpickler(file, load).load()


def from_legacy(path):
    """torch.save before 1.6: pickles one after the other, then all storages."""
    storages = {}

    def load(key):
        _, kind, name = key[:3]
        return lambda: storages[name].view(TYPES[kind])

    with open(path, "rb") as file:
        if Unpickler(file, load).load() != 0x1950A86A20F9469CFC6C:
            raise Refused("it is no file of torch.save")
        for _ in range(2):  # version, machine
            Unpickler(file, load).load()
        kinds = {}

        def note(key):
            kinds[key[2]] = key[1]
            return load(key)

        values = Unpickler(file, note).load()
        for name in Unpickler(file, load).load():
            (count,) = struct.unpack("<q", file.read(8))
            size = count * numpy.dtype(TYPES[kinds[name]]).itemsize
            content = file.read(size)
            if len(content) != size:
                raise Refused("it ends too early")
            storages[name] = numpy.frombuffer(content, numpy.uint8)
        return values


def layers():
    """Names of torchvision's convolutions in the order in which they are run."""
    yield "features.0.0"
    yield from ("features.1.conv.0.0", "features.1.conv.1")
    for block in range(2, 18):
        yield from (f"features.{block}.conv.0.0", f"features.{block}.conv.1.0", f"features.{block}.conv.2")
    yield "features.18.0"


def tensors_of(loaded):
    if isinstance(loaded, Module):
        parts = vars(loaded)
        numbers = [number for number in range(63) if number not in SUMS and number != 62]
        names = list(layers())
        if len(numbers) != len(names) or not all(f"{c}{n}" in parts for n in numbers for c in "wb"):
            raise Refused("it is TorchScript, but not MobileNetV2 from TensorFlow Lite with parameters w0, b0, w1, ...")
        found = {}
        for number, name in zip(numbers, names):
            found[f"{name}.weight"] = parts[f"w{number}"]()
            found[f"{name}.bias"] = parts[f"b{number}"]()
        return found, SAME
    if isinstance(loaded, dict) and isinstance(loaded.get("state_dict"), dict):
        loaded = loaded["state_dict"]
    if not isinstance(loaded, dict) or "features.0.0.weight" not in loaded:
        raise Refused("it holds no state dict of torchvision's mobilenet_v2 (there is no features.0.0.weight)")
    found = {
        name: view() for name, view in loaded.items()
        if name.startswith("features.") and not name.endswith("num_batches_tracked")
    }
    missing = [f"{name}.weight" for name in layers() if f"{name}.weight" not in found]
    if missing:
        raise Refused(f"tensor {missing[0]} is missing")
    return found, TORCHVISION


def write(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name in sorted(tensors):
        size = tensors[name].size * 4
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name in sorted(tensors):
            file.write(numpy.ascontiguousarray(tensors[name], "<f4").tobytes())


def main():
    if len(sys.argv) != 3 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    source, target = sys.argv[1:]
    try:
        loaded = from_zip(source) if zipfile.is_zipfile(source) else from_legacy(source)
        tensors, metadata = tensors_of(loaded)
        write(target, tensors, metadata)
    except (Refused, OSError) as error:
        sys.exit(f"{source}: {error.strerror if isinstance(error, OSError) else error}")
    except (pickle.UnpicklingError, zipfile.BadZipFile, EOFError, KeyError, ValueError, IndexError, struct.error):
        sys.exit(f"{source}: it is no file of torch.save, or it is damaged")
    print(f"{target}: {len(tensors)} tensors, padding {metadata['padding']}")


if __name__ == "__main__":
    main()
