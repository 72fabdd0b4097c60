"""Makes the small AVI files that the readers are tested on, with ffmpeg.

    python make_avi.py        (numpy, imageio-ffmpeg: ffmpeg 9.0.2)

Pixel (x, y) of image i is (50 + 13 * i + 7 * y + 5 * x + ((x * x + 3 * y * y + 11 * i) % 4)) % 256, 44 x 36 pixels, 6
images: uneven enough that every part of a codec is used. Written as gray, or as the luma of YUV 4:2:0.
"""

import subprocess

import imageio_ffmpeg
import numpy as np

W, H, N = 44, 36, 6
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def images():
    y, x = np.mgrid[0:H, 0:W]
    noise = lambda i: (x * x + 3 * y * y + 11 * i) % 4
    # The flat lower part makes runs.
    return [np.where(y < 24, (50 + 13 * i + 7 * y + 5 * x + noise(i)) % 256, 30 + i).astype(np.uint8) for i in range(N)]


def make(name, pixel_format, *codec):
    chroma = np.full((H // 2, W), 128, np.uint8)
    chroma[::3] = 90
    frames = b"".join(
        image.tobytes() + (chroma.tobytes() if pixel_format.startswith("yuv") else b"") for image in images()
    )
    command = [FFMPEG, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", pixel_format, "-s", f"{W}x{H}",
               "-r", "20", "-i", "-", *codec, "-fflags", "+bitexact", "-flags:v", "+bitexact", name]
    subprocess.run(command, input=frames, check=True)


make("ffv1_0_rice_gray.avi", "gray", "-c:v", "ffv1", "-level", "0", "-g", "3", "-threads", "1")
make("ffv1_1_rice_yuv.avi", "yuv420p", "-c:v", "ffv1", "-level", "1", "-g", "3", "-threads", "1")
make("ffv1_1_range_gray.avi", "gray", "-c:v", "ffv1", "-level", "1", "-coder", "range_def", "-g", "3")
make("ffv1_1_table_wide_yuv.avi", "yuv420p", "-c:v", "ffv1", "-level", "1", "-coder", "range_tab", "-context", "1", "-g", "3")
make("ffv1_3_rice_gray.avi", "gray", "-c:v", "ffv1", "-level", "3", "-slices", "4", "-slicecrc", "1", "-g", "3")
make("ffv1_3_rice_yuv.avi", "yuv420p", "-c:v", "ffv1", "-level", "3", "-slices", "4", "-slicecrc", "0", "-g", "1")
make("ffv1_3_range_yuv.avi", "yuv420p", "-c:v", "ffv1", "-level", "3", "-coder", "range_def", "-slices", "4", "-g", "3")
make("ffv1_3_table_wide_gray.avi", "gray", "-c:v", "ffv1", "-level", "3", "-coder", "range_tab", "-context", "1", "-slices", "6", "-g", "3")
make("mjpeg.avi", "yuvj420p", "-c:v", "mjpeg", "-q:v", "2")
make("mjpeg_gray.avi", "gray", "-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "gray", "-color_range", "pc")
make("gray.avi", "gray", "-c:v", "rawvideo", "-vtag", "Y800")
make("planes.avi", "yuv420p", "-c:v", "rawvideo")
make("bgr.avi", "gray", "-c:v", "rawvideo", "-pix_fmt", "bgr24")
make("unsupported.avi", "yuv420p", "-c:v", "huffyuv", "-pix_fmt", "yuv422p")
