package org.loopscope.inference.opencl;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A process that builds kernels while its other threads are halted again and again, as a collection of garbage does. */
final class KernelStorm {
    private static final int SPINNING = 4;

    private KernelStorm() {}

    /** @param arguments how many kernels, and a number that no earlier run has had, so that none is taken from a cache */
    public static void main(String[] arguments) {
        int kernels = Integer.parseInt(arguments[0]);
        LongAdder turns = new LongAdder();
        for (int i = 0; i < SPINNING; i++) {
            start(() -> {
                double sum = 0;
                for (int k = 1; k < 100_000; k++) {
                    sum += Math.sqrt(k);
                }
                turns.add(sum > 0 ? 1 : 0);
            });
        }
        start(Thread::getAllStackTraces);
        try (OpenClRuntime runtime = OpenClRuntime.open()) {
            for (int i = 0; i < kernels; i++) {
                new OpenClProgram(runtime, List.of("flip.cl"), "-DSTORM=" + arguments[1] + i).close();
            }
        }
        System.out.println(kernels + " kernels");
    }

    private static void start(Runnable turn) {
        Thread thread = new Thread(() -> {
            while (true) {
                turn.run();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
