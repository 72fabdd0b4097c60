package org.loopscope.inference.opencl;

import org.jspecify.annotations.Nullable;

/** A buffer for intermediate results within one operation, as large as the largest use so far. */
final class OpenClScratch {
    private final OpenClMemory memory;
    private @Nullable OpenClTensor buffer;

    OpenClScratch(OpenClMemory memory) {
        this.memory = memory;
    }

    /** At least {@code floats}; valid until the next call. Contents are undefined. */
    OpenClTensor of(int floats) {
        OpenClTensor current = buffer;
        if (current == null || current.length() < floats) {
            if (current != null) {
                memory.free(current);
            }
            current = memory.allocate(floats);
            buffer = current;
        }
        return current;
    }
}
