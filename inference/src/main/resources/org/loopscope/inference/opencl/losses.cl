/* Losses and their gradients by the drives. Vectors run over neurons; those behind the last count for nothing. */

/* 1 for the neurons that there are, 0 behind them. */
inline float16 real_neurons(int first, int neurons) {
    int16 lane = (int16)(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + first;
    return lane < neurons ? (float16)(1.0f) : (float16)(0.0f);
}

/* One picture's share of the Poisson loss. Global size: pictures. */
__kernel void poisson_loss(
    __global const float *restrict drives, int drivesAt, __global const float *restrict rates, int ratesAt,
    __global const float *restrict responses, int responsesAt, int neurons, int paddedNeurons,
    __global float *restrict terms, int termsAt, __global float *restrict driveGradient, int driveGradientAt,
    float epsilon) {
    int picture = get_global_id(0);
    float pictures = get_global_size(0);
    int row = picture * paddedNeurons;
    float16 loss = 0.0f;
    for (int n = 0; n < paddedNeurons; n += LANES) {
        float16 rate = vload16(0, rates + ratesAt + row + n);
        float16 response = vload16(0, responses + responsesAt + row + n);
        float16 real = real_neurons(n, neurons);
        float16 safe = rate + epsilon;
        float16 slope = sigmoid(vload16(0, drives + drivesAt + row + n));
        loss += real * (rate - response * log(safe));
        vstore16(real * (1.0f - response / safe) * slope / pictures, 0, driveGradient + driveGradientAt + row + n);
    }
    terms[termsAt + picture] = lane_sum(loss) / pictures;
}

/* One picture's share of half the squared error. Global size: pictures. */
__kernel void squared_error_loss(
    __global const float *restrict drives, int drivesAt, __global const float *restrict rates, int ratesAt,
    __global const float *restrict responses, int responsesAt, int neurons, int paddedNeurons,
    __global float *restrict terms, int termsAt, __global float *restrict driveGradient, int driveGradientAt) {
    int picture = get_global_id(0);
    float pictures = get_global_size(0);
    int row = picture * paddedNeurons;
    float16 loss = 0.0f;
    for (int n = 0; n < paddedNeurons; n += LANES) {
        float16 error = vload16(0, rates + ratesAt + row + n) - vload16(0, responses + responsesAt + row + n);
        error *= real_neurons(n, neurons);
        float16 slope = sigmoid(vload16(0, drives + drivesAt + row + n));
        loss = fma(0.5f * error, error, loss);
        vstore16(error * slope / pictures, 0, driveGradient + driveGradientAt + row + n);
    }
    terms[termsAt + picture] = lane_sum(loss) / pictures;
}

/*
 * One less each neuron's correlation over the batch. Two passes for the moments, so that rates far from 0 do not cancel.
 * Global size: paddedNeurons / 16.
 */
__kernel void correlation_loss(
    __global const float *restrict drives, int drivesAt, __global const float *restrict rates, int ratesAt,
    __global const float *restrict responses, int responsesAt, int neurons, int paddedNeurons,
    __global float *restrict terms, int termsAt, __global float *restrict driveGradient, int driveGradientAt,
    int pictures, float epsilon) {
    int n = get_global_id(0) * LANES;
    __global const float *x = rates + ratesAt + n;
    __global const float *y = responses + responsesAt + n;
    float16 real = real_neurons(n, neurons);
    float16 meanRate = 0.0f;
    float16 meanResponse = 0.0f;
    for (int picture = 0; picture < pictures; picture++) {
        meanRate += vload16(0, x + picture * paddedNeurons);
        meanResponse += vload16(0, y + picture * paddedNeurons);
    }
    meanRate /= (float)pictures;
    meanResponse /= (float)pictures;
    float16 rateSquares = epsilon;
    float16 responseSquares = epsilon;
    float16 products = 0.0f;
    for (int picture = 0; picture < pictures; picture++) {
        float16 rate = vload16(0, x + picture * paddedNeurons) - meanRate;
        float16 response = vload16(0, y + picture * paddedNeurons) - meanResponse;
        rateSquares = fma(rate, rate, rateSquares);
        responseSquares = fma(response, response, responseSquares);
        products = fma(rate, response, products);
    }
    float16 scale = 1.0f / (sqrt(rateSquares) * sqrt(responseSquares));
    float16 correlation = products * scale;
    vstore16(real * (1.0f - correlation), 0, terms + termsAt + n);
    for (int picture = 0; picture < pictures; picture++) {
        int at = picture * paddedNeurons;
        float16 rate = vload16(0, x + at) - meanRate;
        float16 response = vload16(0, y + at) - meanResponse;
        float16 slope = sigmoid(vload16(0, drives + drivesAt + n + at));
        float16 byRate = correlation * rate / rateSquares - response * scale;
        vstore16(real * byRate * slope, 0, driveGradient + driveGradientAt + n + at);
    }
}
