"""Images that SciPy deforms, by shift, rotation, shear, scale and displacement fields: makes image-deformation.safetensors.

Usage: python3 image_deformation.py FOLDER   (needs numpy, scipy and safetensors; FOLDER has MNIST's four files)

The pixel (y, x) of a result is the image's value, bilinear and with zeros around the image, at

    row    r0 y + r1 x + r2 + dy[y, x]
    column r3 y + r4 x + r5 + dx[y, x]

Without the fields dy and dx that is p -> c + R H S (p - c) + shift for p = (y, x), with c = ((rows - 1) / 2, (columns - 1) / 2),
S = diag(rowScale, columnScale), H = [[1, 0], [shear, 1]] and R = [[cos, -sin], [sin, cos]] of the rotation.

IMAGE is noise28x28, noise13x37, noise40x16 (random bytes), digit0, digit2 or digit5 (MNIST's training images 0, 2 and 5); CASE
is shift, rotation, shear, scale, fields or all. Tensors, matrices as rows x columns of the image:

    IMAGE                        F32    bytes, 0 to 255
    IMAGE.rowDisplacement        F32    dy of the cases fields and all; in the others it is 0
    IMAGE.columnDisplacement     F32    dx
    IMAGE.CASE.parameters        F64    rotation (degrees), rowScale, columnScale, shear, rowShift, columnShift
    IMAGE.CASE.map               F64    r0 to r5
    IMAGE.CASE.result            F32    not rounded: the byte is the nearest whole number

Parameters are multiples of 1/128. The shift of noise13x37 is one of whole pixels: its result is exact.
"""
import os
import sys

import numpy as np
from safetensors.numpy import save_file
from scipy.ndimage import affine_transform, gaussian_filter, map_coordinates

CASES = {
    "shift": (4, 5), "rotation": (0,), "shear": (3,), "scale": (1, 2), "fields": (), "all": (0, 1, 2, 3, 4, 5),
}
IDENTITY = np.array([0.0, 1, 1, 0, 0, 0])

rng = np.random.default_rng(1998)


def draw():
    """Six parameters, each well off the one that changes nothing."""
    change = rng.uniform(0.4, 1, 6) * rng.choice([-1, 1], 6) * [40, 0.35, 0.35, 0.4, 4, 4]
    return np.round((IDENTITY + change) * 128) / 128


def coordinates(parameters, shape):
    """The matrix and the offset of the map."""
    rotation, row_scale, column_scale, shear, row_shift, column_shift = parameters
    cosine, sine = np.cos(np.radians(rotation)), np.sin(np.radians(rotation))
    matrix = (
        np.array([[cosine, -sine], [sine, cosine]]) @ np.array([[1, 0], [shear, 1]]) @ np.diag([row_scale, column_scale])
    )
    center = (np.array(shape) - 1) / 2
    return matrix, center - matrix @ center + [row_shift, column_shift]


def deformed(image, matrix, offset, fields):
    places = np.einsum("ij,jyx->iyx", matrix, np.indices(image.shape, float)) + offset[:, None, None] + fields
    return map_coordinates(image, places, order=1, mode="grid-constant", cval=0)


def digits(folder, numbers):
    path = os.path.join(folder, "train-images-idx3-ubyte")
    return {f"digit{n}": np.fromfile(path, np.uint8, 784, offset=16 + 784 * n).reshape(28, 28) for n in numbers}


if len(sys.argv) != 2:
    sys.exit("usage: python3 image_deformation.py FOLDER: the folder with MNIST's four files")
images = {f"noise{m}x{n}": rng.integers(0, 256, (m, n)) for m, n in ((28, 28), (13, 37), (40, 16))}
images |= digits(sys.argv[1], (0, 2, 5))

tensors = {}
for name, image in images.items():
    image = image.astype(np.float64)
    # Smooth ones on digits, as in training; steep ones on noise, of which some reach beyond the image.
    fields = rng.standard_normal((2, *image.shape)) * 3
    if name.startswith("digit"):
        fields = np.stack([gaussian_filter(field, 4) * 10 for field in fields])
    fields = fields.astype(np.float32)
    tensors[name] = image.astype(np.float32)
    tensors[f"{name}.rowDisplacement"], tensors[f"{name}.columnDisplacement"] = fields.copy()
    for case, changed in CASES.items():
        parameters, drawn = IDENTITY.copy(), draw()
        parameters[list(changed)] = drawn[list(changed)]
        if (name, case) == ("noise13x37", "shift"):
            parameters[4:] = 2, -3
        matrix, offset = coordinates(parameters, image.shape)
        has_fields = case in ("fields", "all")
        result = deformed(image, matrix, offset, fields.astype(np.float64) if has_fields else 0)
        if not has_fields:
            other = affine_transform(image, matrix, offset, order=1, mode="grid-constant", cval=0)
            assert np.abs(result - other).max() < 1e-9, (name, case)
        assert np.abs(result - image).max() > 20, (name, case)
        tensors[f"{name}.{case}.parameters"] = parameters
        tensors[f"{name}.{case}.map"] = np.array([*matrix[0], offset[0], *matrix[1], offset[1]])
        tensors[f"{name}.{case}.result"] = result.astype(np.float32)

moved = tensors["noise13x37.shift.result"]
assert (moved[:11, 3:] == images["noise13x37"][2:, :-3]).all() and not moved[11:].any() and not moved[:, :3].any()

save_file(tensors, os.path.join(os.path.dirname(os.path.abspath(__file__)), "image-deformation.safetensors"))
