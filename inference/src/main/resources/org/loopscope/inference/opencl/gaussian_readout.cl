/*
 * A readout at one point of the map for each neuron (Lurz et al. 2021): drive[n] = bias[n] + sum over channels c of
 * feature[c][n] map(x, y)[c], interpolated between the four nearest pixels. Positions are [picture][x, y][n], from -1 at
 * the first pixel's centre to 1 at the last one's. What the neurons saw is [picture][n][c]; byNeuron is feature transposed,
 * [n][c]. Rows of neurons are padded to whole vectors with zeros.
 */

/* Where a neuron looks: the four pixels, from the upper left in reading order, as floats from the map's first. */
typedef struct {
    int4 at;
    float alongX;
    float alongY;
    float slopeX;
    float slopeY;
} point;

/* A point beyond the map is limited to it, and has no slope. */
inline point point_at(float x, float y, int width, int height, int channels) {
    point p;
    float column = (clamp(x, -1.0f, 1.0f) + 1.0f) * 0.5f * (width - 1);
    float row = (clamp(y, -1.0f, 1.0f) + 1.0f) * 0.5f * (height - 1);
    int left = min((int)column, max(0, width - 2));
    int above = min((int)row, max(0, height - 2));
    int right = width > 1 ? channels : 0;
    int down = height > 1 ? width * channels : 0;
    int first = (above * width + left) * channels;
    p.at = (int4)(first, first + right, first + down, first + down + right);
    p.alongX = column - left;
    p.alongY = row - above;
    p.slopeX = x >= -1.0f && x <= 1.0f ? 0.5f * (width - 1) : 0.0f;
    p.slopeY = y >= -1.0f && y <= 1.0f ? 0.5f * (height - 1) : 0.0f;
    return p;
}

/* The four pixels' shares in what is seen. */
inline float4 shares(point p) {
    return (float4)(
        (1.0f - p.alongY) * (1.0f - p.alongX), (1.0f - p.alongY) * p.alongX, p.alongY * (1.0f - p.alongX),
        p.alongY * p.alongX);
}

/* Means that have left the map are put back on its border. Global size: 2 * paddedNeurons / 16. */
__kernel void limit_means(__global float *restrict mean, int meanAt) {
    int v = get_global_id(0);
    vstore16(clamp(vload16(v, mean + meanAt), -1.0f, 1.0f), v, mean + meanAt);
}

/* position = mean + spread * noise, not yet limited to the map. Global size: paddedNeurons / 16, 2, pictures. */
__kernel void gaussian_positions(
    __global const float *restrict mean, int meanAt, __global const float *restrict spread, int spreadAt,
    __global const float *restrict noise, int noiseAt, int paddedNeurons,
    __global float *restrict positions, int positionsAt) {
    int v = get_global_id(0);
    int axis = get_global_id(1);
    int picture = get_global_id(2);
    float16 position = vload16(v, mean + meanAt + axis * paddedNeurons);
    for (int k = 0; k < 2; k++) {
        float16 s = vload16(v, spread + spreadAt + (axis * 2 + k) * paddedNeurons);
        position = fma(s, vload16(v, noise + noiseAt + (picture * 2 + k) * paddedNeurons), position);
    }
    vstore16(position, v, positions + positionsAt + (picture * 2 + axis) * paddedNeurons);
}

/* What each neuron sees, its drive, and its softplus. Global size: paddedNeurons / 16, pictures. */
__kernel void gaussian_readout(
    __global const float *restrict maps, int mapsAt, int width, int height, int channels,
    __global const float *restrict positions, int positionsAt, __global const float *restrict byNeuron,
    __global const float *restrict bias, int biasAt, int paddedNeurons,
    __global float *restrict sampled, int sampledAt,
    __global float *restrict drives, int drivesAt, __global float *restrict rates, int ratesAt) {
    int v = get_global_id(0);
    int picture = get_global_id(1);
    __global const float *map = maps + mapsAt + picture * width * height * channels;
    __global const float *xy = positions + positionsAt + picture * 2 * paddedNeurons;
    float sums[LANES];
    for (int j = 0; j < LANES; j++) {
        int n = v * LANES + j;
        point p = point_at(xy[n], xy[paddedNeurons + n], width, height, channels);
        float4 share = shares(p);
        __global float *to = sampled + sampledAt + (picture * paddedNeurons + n) * channels;
        float16 sum = 0.0f;
        for (int c = 0; c < channels; c += LANES) {
            float16 seen = share.x * vload16(0, map + p.at.x + c);
            seen = fma((float16)(share.y), vload16(0, map + p.at.y + c), seen);
            seen = fma((float16)(share.z), vload16(0, map + p.at.z + c), seen);
            seen = fma((float16)(share.w), vload16(0, map + p.at.w + c), seen);
            vstore16(seen, 0, to + c);
            sum = fma(seen, vload16(0, byNeuron + n * channels + c), sum);
        }
        sums[j] = lane_sum(sum);
    }
    float16 drive = vload16(0, sums) + vload16(v, bias + biasAt);
    vstore16(drive, v, drives + drivesAt + picture * paddedNeurons);
    vstore16(softplus(drive), v, rates + ratesAt + picture * paddedNeurons);
}

/*
 * Gradient by the maps. One work item has 16 channels of a picture's whole map and takes the neurons in order, so that
 * the order of every sum is fixed. Global size: channels / 16, pictures.
 */
__kernel void gaussian_map_gradient(
    __global const float *restrict driveGradient, int driveGradientAt,
    __global const float *restrict positions, int positionsAt, __global const float *restrict byNeuron,
    int neurons, int paddedNeurons, int width, int height, __global float *restrict mapGradient, int mapGradientAt) {
    int c = get_global_id(0) * LANES;
    int channels = get_global_size(0) * LANES;
    int picture = get_global_id(1);
    __global float *map = mapGradient + mapGradientAt + picture * width * height * channels + c;
    __global const float *xy = positions + positionsAt + picture * 2 * paddedNeurons;
    for (int q = 0; q < width * height; q++) {
        vstore16((float16)(0.0f), 0, map + q * channels);
    }
    for (int n = 0; n < neurons; n++) {
        point p = point_at(xy[n], xy[paddedNeurons + n], width, height, channels);
        float4 share = shares(p);
        float16 g = driveGradient[driveGradientAt + picture * paddedNeurons + n] * vload16(0, byNeuron + n * channels + c);
        /* In a map of one column or row pixels coincide, so each is read after the one before is written. */
        vstore16(fma((float16)(share.x), g, vload16(0, map + p.at.x)), 0, map + p.at.x);
        vstore16(fma((float16)(share.y), g, vload16(0, map + p.at.y)), 0, map + p.at.y);
        vstore16(fma((float16)(share.z), g, vload16(0, map + p.at.z)), 0, map + p.at.z);
        vstore16(fma((float16)(share.w), g, vload16(0, map + p.at.w)), 0, map + p.at.w);
    }
}

/* featureGradient[c][n] = sum over pictures of driveGradient[n] sampled[n][c]. Global size: paddedNeurons, channels / 16. */
__kernel void gaussian_feature_gradient(
    __global const float *restrict sampled, int sampledAt, int pictures,
    __global const float *restrict driveGradient, int driveGradientAt,
    __global float *restrict featureGradient, int featureGradientAt) {
    int n = get_global_id(0);
    int paddedNeurons = get_global_size(0);
    int v = get_global_id(1);
    int channels = get_global_size(1) * LANES;
    float16 sum = 0.0f;
    for (int picture = 0; picture < pictures; picture++) {
        float16 g = driveGradient[driveGradientAt + picture * paddedNeurons + n];
        sum = fma(g, vload16(v, sampled + sampledAt + (picture * paddedNeurons + n) * channels), sum);
    }
    float lanes[LANES];
    vstore16(sum, 0, lanes);
    for (int j = 0; j < LANES; j++) {
        featureGradient[featureGradientAt + (v * LANES + j) * paddedNeurons + n] = lanes[j];
    }
}

/*
 * Gradients by one neuron's mean and spread: by the mean, the sum over pictures of the map's slope at the position; by the
 * spread, of that times the noise. Global size: paddedNeurons.
 */
__kernel void gaussian_position_gradient(
    __global const float *restrict maps, int mapsAt, int pictures, int width, int height, int channels,
    __global const float *restrict positions, int positionsAt, __global const float *restrict byNeuron,
    __global const float *restrict noise, int noiseAt,
    __global const float *restrict driveGradient, int driveGradientAt,
    __global float *restrict meanGradient, int meanGradientAt,
    __global float *restrict spreadGradient, int spreadGradientAt) {
    int n = get_global_id(0);
    int padded = get_global_size(0);
    float2 byMean = 0.0f;
    float4 bySpread = 0.0f;
    for (int picture = 0; picture < pictures; picture++) {
        __global const float *map = maps + mapsAt + picture * width * height * channels;
        int at = picture * 2 * padded + n;
        point p = point_at(positions[positionsAt + at], positions[positionsAt + at + padded], width, height, channels);
        float16 alongX = 0.0f;
        float16 alongY = 0.0f;
        for (int c = 0; c < channels; c += LANES) {
            float16 a = vload16(0, map + p.at.x + c);
            float16 b = vload16(0, map + p.at.y + c);
            float16 d = vload16(0, map + p.at.z + c);
            float16 e = vload16(0, map + p.at.w + c);
            float16 w = vload16(0, byNeuron + n * channels + c);
            alongX = fma(w, fma((float16)(p.alongY), e - d, (1.0f - p.alongY) * (b - a)), alongX);
            alongY = fma(w, fma((float16)(p.alongX), e - b, (1.0f - p.alongX) * (d - a)), alongY);
        }
        float g = driveGradient[driveGradientAt + picture * padded + n];
        float2 slope = (float2)(g * p.slopeX * lane_sum(alongX), g * p.slopeY * lane_sum(alongY));
        float2 normal = (float2)(noise[noiseAt + at], noise[noiseAt + at + padded]);
        byMean += slope;
        bySpread += (float4)(slope.x * normal, slope.y * normal);
    }
    meanGradient[meanGradientAt + n] = byMean.x;
    meanGradient[meanGradientAt + padded + n] = byMean.y;
    spreadGradient[spreadGradientAt + n] = bySpread.x;
    spreadGradient[spreadGradientAt + padded + n] = bySpread.y;
    spreadGradient[spreadGradientAt + 2 * padded + n] = bySpread.z;
    spreadGradient[spreadGradientAt + 3 * padded + n] = bySpread.w;
}
