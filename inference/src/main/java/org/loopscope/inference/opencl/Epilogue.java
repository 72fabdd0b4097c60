package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.Tensor;

/**
 * What a convolution's kernel does with each sum before it writes it.
 *
 * @param scale of each channel
 * @param shift of each channel
 * @param plain nothing: scale and shift are not read
 * @param activation its code in the kernels
 * @param haloPx of the output
 */
record Epilogue(OpenClTensor scale, OpenClTensor shift, boolean plain, int activation, int haloPx) {
    /** @param some any buffer: one has to stand where scale and shift are not read */
    static Epilogue none(OpenClTensor some) {
        return new Epilogue(some, some, true, 0, 0);
    }

    static Epilogue of(ChannelAffine affine, Activation activation, int haloPx) {
        return new Epilogue(
                onDevice(affine.scale()),
                onDevice(affine.shift()),
                false,
                OpenClNormalization.code(activation),
                haloPx);
    }

    /** The kernel's next arguments: scale, shift, whether plain, activation, output. */
    OpenClKernel giveTo(OpenClKernel kernel, Tensor output) {
        return kernel.tensor(scale)
                .tensor(shift)
                .integer(plain ? 1 : 0)
                .integer(activation)
                .tensor(onDevice(output));
    }
}
