/*
 * Convolutions of each channel with a kernel of its own: DepthwiseShape. Maps have their channels innermost; the input
 * stands in a frame of zeros, everything else in none. Weights are [kernel row][kernel column][channel]. A work item takes
 * 16 channels.
 */

/* Pixels of a row that share each weight once it is loaded. */
#define PIXELS 4

/* The next `pixels` of a row, at most PIXELS: out[x] = sum over taps of weight * input. */
inline void depthwise_pixels(global const float *input, int row_floats, global const float *weights, int kernel_px,
                             int channels, global float *output, int pixels) {
    float16 sums[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
        sums[p] = (float16)(0.0f);
    }
    for (int ky = 0; ky < kernel_px; ky++) {
        for (int kx = 0; kx < kernel_px; kx++) {
            float16 weight = vload16(0, weights + (ky * kernel_px + kx) * channels);
            global const float *from = input + ky * row_floats + kx * channels;
            for (int p = 0; p < pixels; p++) {
                sums[p] = fma(weight, vload16(0, from + p * channels), sums[p]);
            }
        }
    }
    for (int p = 0; p < pixels; p++) {
        vstore16(sums[p], 0, output + p * channels);
    }
}

/* Items: blocks of 16 channels, rows, pictures. */
kernel void depthwise(global const float *input, int input_at, global const float *weights, int weights_at, int width,
                      int kernel_px, int channels, global float *output, int output_at) {
    int block = get_global_id(0) * LANES;
    int y = get_global_id(1);
    int height = get_global_size(1);
    int picture = get_global_id(2);
    int row_floats = (width + kernel_px - 1) * channels;
    global const float *from =
        input + input_at + (picture * (height + kernel_px - 1) + y) * row_floats + block;
    global const float *taps = weights + weights_at + block;
    global float *to = output + output_at + (picture * height + y) * width * channels + block;
    int x = 0;
    for (; x + PIXELS <= width; x += PIXELS) {
        depthwise_pixels(from + x * channels, row_floats, taps, kernel_px, channels, to + x * channels, PIXELS);
    }
    if (x < width) {
        depthwise_pixels(from + x * channels, row_floats, taps, kernel_px, channels, to + x * channels, width - x);
    }
}

/* Gradient by the input, without its frame. Items: blocks of 16 channels, rows, pictures. */
kernel void depthwise_input_gradient(global const float *output_gradient, int gradient_at, global const float *weights,
                                     int weights_at, int width, int kernel_px, int channels,
                                     global float *input_gradient, int input_at) {
    int block = get_global_id(0) * LANES;
    int y = get_global_id(1);
    int height = get_global_size(1);
    int picture = get_global_id(2);
    int halo = kernel_px / 2;
    global const float *taps = weights + weights_at + block;
    global const float *from = output_gradient + gradient_at + picture * height * width * channels + block;
    global float *to = input_gradient + input_at + (picture * height + y) * width * channels + block;
    int first_row = max(0, y + halo - height + 1);
    int last_row = min(kernel_px - 1, y + halo);
    for (int x = 0; x < width; x++) {
        float16 sum = (float16)(0.0f);
        int first = max(0, x + halo - width + 1);
        int last = min(kernel_px - 1, x + halo);
        for (int ky = first_row; ky <= last_row; ky++) {
            global const float *row = from + (y + halo - ky) * width * channels;
            for (int kx = first; kx <= last; kx++) {
                float16 weight = vload16(0, taps + (ky * kernel_px + kx) * channels);
                sum = fma(weight, vload16(0, row + (x + halo - kx) * channels), sum);
            }
        }
        vstore16(sum, 0, to + x * channels);
    }
}

/*
 * Gradient by the weights, summed over the pictures of one chunk; sum_rows adds the chunks up. Items: blocks of 16
 * channels, taps, chunks. sums is [chunk][tap][channel].
 */
kernel void depthwise_weight_gradient(global const float *input, int input_at, global const float *output_gradient,
                                      int gradient_at, int width, int height, int kernel_px, int channels, int batch,
                                      int pictures_per_chunk, global float *sums) {
    int block = get_global_id(0) * LANES;
    int tap = get_global_id(1);
    int chunk = get_global_id(2);
    int ky = tap / kernel_px;
    int kx = tap - ky * kernel_px;
    int row_floats = (width + kernel_px - 1) * channels;
    int end = min(batch, (chunk + 1) * pictures_per_chunk);
    float16 sum = (float16)(0.0f);
    for (int picture = chunk * pictures_per_chunk; picture < end; picture++) {
        for (int y = 0; y < height; y++) {
            global const float *in =
                input + input_at + (picture * (height + kernel_px - 1) + y + ky) * row_floats + kx * channels + block;
            global const float *out =
                output_gradient + gradient_at + (picture * height + y) * width * channels + block;
            for (int x = 0; x < width; x++) {
                sum = fma(vload16(0, in + x * channels), vload16(0, out + x * channels), sum);
            }
        }
    }
    vstore16(sum, 0, sums + (chunk * get_global_size(1) + tap) * channels + block);
}
