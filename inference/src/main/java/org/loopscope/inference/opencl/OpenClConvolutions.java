package org.loopscope.inference.opencl;

import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;

/** Chooses how a convolution is done. The choice depends on its shape and the kind of device alone, never on a timing. */
final class OpenClConvolutions {
    private static final int WINOGRAD_KERNEL_PX = 3;

    /** A driver's threads have stacks of 2 MiB at least. */
    private static final long MOST_SCRATCH_BYTES = 1 << 20;

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
        return cpu && shape.kernelPx() == WINOGRAD_KERNEL_PX && shape.inputChannels() > 1 && fits(shape)
                ? new WinogradConvolution(shape, programs, memory, scratch)
                : new DirectConvolution(shape, programs, memory, scratch);
    }

    /** Forward and backward. */
    private static boolean fits(ConvolutionShape shape) {
        int in = shape.inputChannels();
        int out = shape.outputChannels();
        long mostBytes = Math.max(WinogradWidth.scratchBytes(in, out), WinogradWidth.scratchBytes(out, in));
        return mostBytes <= MOST_SCRATCH_BYTES;
    }
}
