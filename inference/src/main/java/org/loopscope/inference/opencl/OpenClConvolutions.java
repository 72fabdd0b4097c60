package org.loopscope.inference.opencl;

import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;

/** Chooses how a convolution is done. The choice depends on its shape and the kind of device alone, never on a timing. */
final class OpenClConvolutions {
    private static final int WINOGRAD_KERNEL_PX = 3;

    private final boolean cpu;
    private final OpenClPrograms programs;
    private final OpenClMemory memory;
    private final ConvolutionScratch scratch;

    OpenClConvolutions(boolean cpu, OpenClPrograms programs, OpenClMemory memory) {
        this.cpu = cpu;
        this.programs = programs;
        this.memory = memory;
        scratch = new ConvolutionScratch(memory);
    }

    Convolution of(ConvolutionShape shape) {
        DirectConvolution direct = new DirectConvolution(shape, programs, memory, scratch);
        boolean small = shape.kernelPx() == WINOGRAD_KERNEL_PX && shape.inputChannels() > 1;
        return cpu && small ? new WinogradConvolution(shape, programs, memory, scratch) : direct;
    }
}
