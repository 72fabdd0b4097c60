/* Kernels turned round, for the way back through a layer. */

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
