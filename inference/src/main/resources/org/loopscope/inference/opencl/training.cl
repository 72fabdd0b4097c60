/* Penalties and optimiser. Vectors run over neurons or output channels. */

/* to[i] = sum over rows of from[row][i], rows in order. Global size: floats / 16. */
__kernel void sum_rows(
    __global const float *restrict from, int fromAt, int rows, int floats, __global float *restrict to, int toAt) {
    int v = get_global_id(0);
    float16 sum = 0.0f;
    for (int row = 0; row < rows; row++) {
        sum += vload16(v, from + fromAt + row * floats);
    }
    vstore16(sum, v, to + toAt);
}

/* transposed[column][row] = matrix[row][column]. Global size: rows, columns / 16. */
__kernel void transpose(__global const float *restrict matrix, int matrixAt, __global float *restrict transposed) {
    int row = get_global_id(0);
    int rows = get_global_size(0);
    int columns = get_global_size(1) * LANES;
    int first = get_global_id(1) * LANES;
    for (int i = first; i < first + LANES; i++) {
        transposed[i * rows + row] = matrix[matrixAt + row * columns + i];
    }
}

/* transposed[column][row] = |matrix[row][column]|. Global size: rows, columns / 16. */
__kernel void transpose_absolute(
    __global const float *restrict matrix, int matrixAt, __global float *restrict transposed) {
    int row = get_global_id(0);
    int rows = get_global_size(0);
    int columns = get_global_size(1) * LANES;
    int first = get_global_id(1) * LANES;
    for (int i = first; i < first + LANES; i++) {
        transposed[i * rows + row] = fabs(matrix[matrixAt + row * columns + i]);
    }
}

/* The Laplacian (1/4 1/2 1/4; 1/2 -3 1/2; 1/4 1/2 1/4) of a filter at one tap, zeros beyond its border. */
inline float16 laplacian(__global const float *kernels, int width, int height, int channels, int y, int x) {
    float16 sum = 0.0f;
    for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
            bool inside = y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width;
            if (inside) {
                float weight = dy == 0 && dx == 0 ? -3.0f : (dy == 0 || dx == 0 ? 0.5f : 0.25f);
                float16 w = vload16(0, kernels + ((y + dy) * width + x + dx) * channels);
                sum = fma((float16)(weight), w, sum);
            }
        }
    }
    return sum;
}

/*
 * Smoothness of filters over grey pictures, |Laplacian w|^2 / |w|^2 per channel: adds the gradient, writes the penalty.
 * curvature is scratch of the filters' size. Global size: channels / 16.
 */
__kernel void add_smoothness(
    __global const float *restrict weights, int weightsAt, int width, int height, int channels,
    float strength, float normEpsilon, __global float *restrict curvature, __global float *restrict gradient, int gradientAt,
    __global float *restrict penalties, int penaltiesAt) {
    int at = get_global_id(0) * LANES;
    __global const float *kernels = weights + weightsAt + at;
    float16 energy = normEpsilon;
    float16 roughness = 0.0f;
    for (int tap = 0; tap < width * height; tap++) {
        float16 w = vload16(0, kernels + tap * channels);
        float16 bend = laplacian(kernels, width, height, channels, tap / width, tap % width);
        energy = fma(w, w, energy);
        roughness = fma(bend, bend, roughness);
        vstore16(bend, 0, curvature + tap * channels + at);
    }
    float16 ratio = roughness / energy;
    float16 factor = 2.0f * strength / energy;
    for (int tap = 0; tap < width * height; tap++) {
        /* The Laplacian is symmetric, so its transpose is itself. */
        float16 twice = laplacian(curvature + at, width, height, channels, tap / width, tap % width);
        float16 w = vload16(0, kernels + tap * channels);
        __global float *g = gradient + gradientAt + tap * channels + at;
        vstore16(fma(factor, fma(-ratio, w, twice), vload16(0, g)), 0, g);
    }
    vstore16(strength * ratio, 0, penalties + penaltiesAt + at);
}

/* Sum of |w| over the rows of each column: adds the gradient, writes the penalty. Global size: columns / 16. */
__kernel void add_sparsity(
    __global const float *restrict weights, int weightsAt, int rows, float strength,
    __global float *restrict gradient, int gradientAt, __global float *restrict penalties, int penaltiesAt) {
    int v = get_global_id(0);
    int columns = get_global_size(0) * LANES;
    float16 norm = 0.0f;
    for (int row = 0; row < rows; row++) {
        float16 w = vload16(v, weights + weightsAt + row * columns);
        __global float *g = gradient + gradientAt + row * columns;
        norm += fabs(w);
        vstore16(fma((float16)(strength), signs(w), vload16(v, g)), v, g);
    }
    vstore16(strength * norm, v, penalties + penaltiesAt);
}

/*
 * Norm of each kernel between two channels: adds the gradient, leaves the penalty in norms[in][out].
 * Global size: outputChannels / 16, inputChannels.
 */
__kernel void add_group_sparsity(
    __global const float *restrict weights, int weightsAt, int taps, float strength, float normEpsilon,
    __global float *restrict gradient, int gradientAt, __global float *restrict norms) {
    int out = get_global_id(0) * LANES;
    int in = get_global_id(1);
    int channels = get_global_size(0) * LANES;
    int pairs = channels * get_global_size(1);
    int at = in * channels + out;
    float16 energy = normEpsilon;
    for (int tap = 0; tap < taps; tap++) {
        float16 w = vload16(0, weights + weightsAt + tap * pairs + at);
        energy = fma(w, w, energy);
    }
    float16 norm = sqrt(energy);
    float16 factor = strength / norm;
    for (int tap = 0; tap < taps; tap++) {
        __global float *g = gradient + gradientAt + tap * pairs + at;
        vstore16(fma(factor, vload16(0, weights + weightsAt + tap * pairs + at), vload16(0, g)), 0, g);
    }
    vstore16(strength * norm, 0, norms + at);
}

/*
 * (sum over pixels of |spatial|) (sum over channels of |feature|) per neuron: adds the gradients, writes the penalty.
 * Global size: paddedNeurons / 16.
 */
__kernel void add_readout_sparsity(
    __global const float *restrict spatial, int spatialAt, int pixels,
    __global const float *restrict feature, int featureAt, int channels, float strength,
    __global float *restrict spatialGradient, int spatialGradientAt,
    __global float *restrict featureGradient, int featureGradientAt,
    __global float *restrict penalties, int penaltiesAt) {
    int v = get_global_id(0);
    int padded = get_global_size(0) * LANES;
    float16 spatialNorm = 0.0f;
    float16 featureNorm = 0.0f;
    for (int p = 0; p < pixels; p++) {
        spatialNorm += fabs(vload16(v, spatial + spatialAt + p * padded));
    }
    for (int c = 0; c < channels; c++) {
        featureNorm += fabs(vload16(v, feature + featureAt + c * padded));
    }
    for (int p = 0; p < pixels; p++) {
        __global float *g = spatialGradient + spatialGradientAt + p * padded;
        float16 sign = signs(vload16(v, spatial + spatialAt + p * padded));
        vstore16(fma(strength * featureNorm, sign, vload16(v, g)), v, g);
    }
    for (int c = 0; c < channels; c++) {
        __global float *g = featureGradient + featureGradientAt + c * padded;
        float16 sign = signs(vload16(v, feature + featureAt + c * padded));
        vstore16(fma(strength * spatialNorm, sign, vload16(v, g)), v, g);
    }
    vstore16(strength * spatialNorm * featureNorm, v, penalties + penaltiesAt);
}

#define ADAM_BLOCK 32

/* One step of Adam. Global size: ceil(vectors / ADAM_BLOCK), where vectors counts the parameters by 16. */
__kernel void adam(
    __global float *restrict parameters, int parametersAt, __global const float *restrict gradient, int gradientAt,
    __global float *restrict first, int firstAt, __global float *restrict second, int secondAt, int vectors,
    float beta1, float beta2, float epsilon, float stepSize, float secondCorrection) {
    int begin = get_global_id(0) * ADAM_BLOCK;
    int end = min(vectors, begin + ADAM_BLOCK);
    for (int v = begin; v < end; v++) {
        float16 g = vload16(v, gradient + gradientAt);
        float16 m = fma((float16)(beta1), vload16(v, first + firstAt), (1.0f - beta1) * g);
        float16 s = fma((float16)(beta2), vload16(v, second + secondAt), (1.0f - beta2) * g * g);
        vstore16(m, v, first + firstAt);
        vstore16(s, v, second + secondAt);
        float16 step = stepSize * m / fma(sqrt(s), (float16)(secondCorrection), (float16)(epsilon));
        vstore16(vload16(v, parameters + parametersAt) - step, v, parameters + parametersAt);
    }
}

/* total += the terms, in order. Global size: 1. */
__kernel void accumulate(
    __global const float *restrict terms, int termsAt, int count, __global float *restrict total, int totalAt) {
    float sum = total[totalAt];
    for (int i = 0; i < count; i++) {
        sum += terms[termsAt + i];
    }
    total[totalAt] = sum;
}
