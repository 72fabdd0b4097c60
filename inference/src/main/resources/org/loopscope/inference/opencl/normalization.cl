/*
 * Batch normalisation (shift only), activations, and their gradients. Values are [row][channel], a row being one pixel
 * of one picture; a vector is 16 channels of one row. Sums over rows are taken chunk by chunk, then over the chunks.
 */

/*
 * Mean, and sum of squared deviations from it, of each channel within each chunk of rows.
 * partial: [chunk][mean, deviations][channel]. Global size: channels / 16, chunks.
 */
__kernel void moments_partial(
    __global const float *restrict values, int valuesAt, int rows, int rowsPerChunk, int channels,
    __global float *restrict partial) {
    int v = get_global_id(0);
    int chunk = get_global_id(1);
    int first = chunk * rowsPerChunk;
    int count = min(rows - first, rowsPerChunk);
    __global const float *from = values + valuesAt + first * channels + v * LANES;
    float16 sum = 0.0f;
    for (int row = 0; row < count; row++) {
        sum += vload16(0, from + row * channels);
    }
    float16 mean = sum / (float)count;
    float16 squares = 0.0f;
    for (int row = 0; row < count; row++) {
        float16 deviation = vload16(0, from + row * channels) - mean;
        squares = fma(deviation, deviation, squares);
    }
    __global float *to = partial + chunk * 2 * channels;
    vstore16(mean, v, to);
    vstore16(squares, v, to + channels);
}

/*
 * Merges the chunks' moments in their order (Chan et al. 1979) and moves the running moments.
 * Global size: channels / 16.
 */
__kernel void moments_merge(
    __global const float *restrict partial, int rows, int rowsPerChunk, int channels,
    __global float *restrict mean, int meanAt, __global float *restrict variance, int varianceAt,
    __global float *restrict runningMean, int runningMeanAt,
    __global float *restrict runningVariance, int runningVarianceAt, float momentum) {
    int v = get_global_id(0);
    float16 total = 0.0f;
    float16 squares = 0.0f;
    for (int first = 0; first < rows; first += rowsPerChunk) {
        __global const float *chunk = partial + (first / rowsPerChunk) * 2 * channels;
        float count = min(rows - first, rowsPerChunk);
        float16 delta = vload16(v, chunk) - total;
        float share = count / (first + count);
        total = fma(delta, (float16)(share), total);
        squares += fma(delta * delta, (float16)(first * share), vload16(v, chunk + channels));
    }
    vstore16(total, v, mean + meanAt);
    vstore16(squares / (float)rows, v, variance + varianceAt);
    float16 oldMean = vload16(v, runningMean + runningMeanAt);
    float16 oldVariance = vload16(v, runningVariance + runningVarianceAt);
    float16 unbiased = squares / (float)max(1, rows - 1);
    vstore16(fma((float16)(momentum), total - oldMean, oldMean), v, runningMean + runningMeanAt);
    vstore16(fma((float16)(momentum), unbiased - oldVariance, oldVariance), v, runningVariance + runningVarianceAt);
}

/*
 * activations (framed) = activation((values - mean) / sqrt(variance + epsilon) + shift).
 * Global size: pictures * height; one row of pixels each.
 */
__kernel void normalize_activate(
    __global const float *restrict values, int valuesAt,
    __global const float *restrict mean, int meanAt, __global const float *restrict variance, int varianceAt,
    __global const float *restrict shift, int shiftAt, float epsilon, int activation,
    __global float *restrict activations, int activationsAt, int width, int height, int halo, int channels) {
    int q = get_global_id(0) * width;
    __global const float *from = values + valuesAt + q * channels;
    __global float *to = activations + activationsAt + framed_pixel(q, width, height, halo, channels);
    for (int v = 0; v < channels / LANES; v++) {
        float16 factor = 1.0f / sqrt(vload16(v, variance + varianceAt) + epsilon);
        float16 center = vload16(v, mean + meanAt);
        float16 offset = vload16(v, shift + shiftAt);
        for (int x = 0; x < width; x++) {
            float16 normalized = (vload16(v, from + x * channels) - center) * factor;
            vstore16(activate(activation, normalized + offset), v, to + x * channels);
        }
    }
}

/*
 * Multiplies the gradient by the activation's slope, in place, and sums it, and its product with the normalised values,
 * over each chunk of rows. partial: [chunk][sum, product][channel]. Global size: channels / 16, chunks.
 */
__kernel void slope_partial(
    __global const float *restrict values, int valuesAt,
    __global const float *restrict mean, int meanAt, __global const float *restrict variance, int varianceAt,
    __global const float *restrict shift, int shiftAt, float epsilon, int activation,
    __global float *restrict gradient, int gradientAt, int rows, int rowsPerChunk, int channels,
    __global float *restrict partial) {
    int v = get_global_id(0);
    int chunk = get_global_id(1);
    int first = chunk * rowsPerChunk;
    int count = min(rows - first, rowsPerChunk);
    float16 factor = 1.0f / sqrt(vload16(v, variance + varianceAt) + epsilon);
    float16 center = vload16(v, mean + meanAt);
    float16 offset = vload16(v, shift + shiftAt);
    __global const float *from = values + valuesAt + first * channels;
    __global float *g = gradient + gradientAt + first * channels;
    float16 sum = 0.0f;
    float16 product = 0.0f;
    for (int row = 0; row < count; row++) {
        float16 normalized = (vload16(v, from + row * channels) - center) * factor;
        float16 slope = vload16(v, g + row * channels);
        if (activation == SOFTPLUS) {
            slope *= sigmoid(normalized + offset);
            vstore16(slope, v, g + row * channels);
        }
        sum += slope;
        product = fma(slope, normalized, product);
    }
    vstore16(sum, v, partial + chunk * 2 * channels);
    vstore16(product, v, partial + chunk * 2 * channels + channels);
}

/*
 * Gradient by the values, framed: (slope - mean slope - normalised * mean product) / sd. totals: [sum, product][channel]
 * over all rows. Global size: pictures * height; one row of pixels each.
 */
__kernel void normalization_gradient(
    __global const float *restrict values, int valuesAt,
    __global const float *restrict mean, int meanAt, __global const float *restrict variance, int varianceAt,
    float epsilon, __global const float *restrict gradient, int gradientAt,
    __global const float *restrict totals, int rows,
    __global float *restrict valueGradient, int valueGradientAt, int width, int height, int halo, int channels) {
    int q = get_global_id(0) * width;
    __global const float *from = values + valuesAt + q * channels;
    __global const float *g = gradient + gradientAt + q * channels;
    __global float *to = valueGradient + valueGradientAt + framed_pixel(q, width, height, halo, channels);
    for (int v = 0; v < channels / LANES; v++) {
        float16 factor = 1.0f / sqrt(vload16(v, variance + varianceAt) + epsilon);
        float16 center = vload16(v, mean + meanAt);
        float16 meanSlope = vload16(v, totals) / (float)rows;
        float16 meanProduct = vload16(v, totals + channels) / (float)rows;
        for (int x = 0; x < width; x++) {
            float16 normalized = (vload16(v, from + x * channels) - center) * factor;
            float16 centered = vload16(v, g + x * channels) - meanSlope;
            vstore16(factor * fma(-normalized, meanProduct, centered), v, to + x * channels);
        }
    }
}

/*
 * The same for a folded normalisation: gradient * slope * scale, the softplus' slope read off its value, 1 - exp(-a).
 * Global size: pictures * height; one row of pixels each.
 */
__kernel void affine_gradient(
    __global const float *restrict activations, int activationsAt, int activationHalo,
    __global const float *restrict scale, int scaleAt, int activation,
    __global const float *restrict gradient, int gradientAt,
    __global float *restrict valueGradient, int valueGradientAt, int width, int height, int halo, int channels) {
    int q = get_global_id(0) * width;
    __global const float *a = activations + activationsAt + framed_pixel(q, width, height, activationHalo, channels);
    __global const float *g = gradient + gradientAt + q * channels;
    __global float *to = valueGradient + valueGradientAt + framed_pixel(q, width, height, halo, channels);
    for (int x = 0; x < width; x++) {
        for (int v = 0; v < channels / LANES; v++) {
            float16 result = vload16(v, g + x * channels) * vload16(v, scale + scaleAt);
            if (activation == SOFTPLUS) {
                result *= 1.0f - exp_nonpositive(-vload16(v, a + x * channels));
            }
            vstore16(result, v, to + x * channels);
        }
    }
}
