package org.loopscope.inference.opencl;

/** Memory that all convolutions of a device share within one operation. */
record ConvolutionScratch(OpenClScratch partialSums, OpenClScratch planes) {
    ConvolutionScratch(OpenClMemory memory) {
        this(new OpenClScratch(memory), new OpenClScratch(memory));
    }
}
