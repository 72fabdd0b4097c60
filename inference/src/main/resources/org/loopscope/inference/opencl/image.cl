/* The first layer seen from behind, and the kernels turned round for the layers after it. */

/*
 * flipped[taps - 1 - tap][out][in] = weights[tap][in][out]: with it, the input's gradient is a plain convolution of the
 * framed output gradient. Global size: taps, in.
 */
__kernel void flip_kernels(
    __global const float *restrict weights, int weightsAt, int inputChannels, int outputChannels,
    __global float *restrict flipped) {
    int taps = get_global_size(0);
    int tap = get_global_id(0);
    int in = get_global_id(1);
    __global const float *from = weights + weightsAt + (tap * inputChannels + in) * outputChannels;
    __global float *to = flipped + (taps - 1 - tap) * inputChannels * outputChannels + in;
    for (int out = 0; out < outputChannels; out++) {
        to[out * inputChannels] = from[out];
    }
}

#define IMAGE_TILE 8

/*
 * padded[kernel row][IMAGE_TILE - 1 + column][c] = weights[row][column][c], zeros on both sides.
 * Global size: kernelPx, kernelPx + 2 * (IMAGE_TILE - 1), channels / 16.
 */
__kernel void pad_kernels(
    __global const float *restrict weights, int weightsAt, int kernelPx, int channels, __global float *restrict padded) {
    int row = get_global_id(0);
    int column = get_global_id(1) - (IMAGE_TILE - 1);
    int v = get_global_id(2);
    float16 value = 0.0f;
    if (column >= 0 && column < kernelPx) {
        value = vload16(v, weights + weightsAt + (row * kernelPx + column) * channels);
    }
    vstore16(value, v, padded + (row * (int)get_global_size(1) + (int)get_global_id(1)) * channels);
}

/*
 * Gradient by the pixels of grey pictures, frame included: for each pixel, the sum over the outputs that saw it.
 * Global size: ceil(framedWidth / IMAGE_TILE), framed height, pictures. kernels as pad_kernels left them; the output's
 * gradient is unframed, width * height pixels per picture.
 */
__kernel void image_gradient(
    __global const float *restrict gradient, int gradientAt, int width, int height, int channels,
    __global const float *restrict kernels, int kernelPx, int framedWidth, __global float *restrict image,
    int imageAt) {
    int x = get_global_id(0) * IMAGE_TILE;
    int y = get_global_id(1);
    int picture = get_global_id(2);
    int framedHeight = get_global_size(1);
    int paddedPx = kernelPx + 2 * (IMAGE_TILE - 1);
    float16 sum[IMAGE_TILE];
#pragma unroll
    for (int j = 0; j < IMAGE_TILE; j++) {
        sum[j] = 0.0f;
    }
    int firstOut = max(0, x - kernelPx + 1);
    int endOut = min(width, x + IMAGE_TILE);
    for (int row = max(0, y - height + 1); row < min(kernelPx, y + 1); row++) {
        for (int out = firstOut; out < endOut; out++) {
            __global const float *g = gradient + gradientAt + ((picture * height + y - row) * width + out) * channels;
            __global const float *w = kernels + (row * paddedPx + IMAGE_TILE - 1 + x - out) * channels;
            for (int c = 0; c < channels; c += LANES) {
                float16 dy = vload16(0, g + c);
#pragma unroll
                for (int j = 0; j < IMAGE_TILE; j++) {
                    sum[j] = fma(dy, vload16(0, w + j * channels + c), sum[j]);
                }
            }
        }
    }
    __global float *to = image + imageAt + (picture * framedHeight + y) * framedWidth + x;
#pragma unroll
    for (int j = 0; j < IMAGE_TILE; j++) {
        if (x + j < framedWidth) {
            to[j] = lane_sum(sum[j]);
        }
    }
}
