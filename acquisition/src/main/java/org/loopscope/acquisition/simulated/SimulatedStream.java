package org.loopscope.acquisition.simulated;

/** The independent streams of random numbers of a simulated microscope, each with a seed of its own. */
enum SimulatedStream {
    VESSELS(0),
    SOMATA(1),
    TEXTURE(2),
    MOTION(3),
    NEUROPIL(4),
    DETECTOR(5);

    private final int number;

    SimulatedStream(int number) {
        this.number = number;
    }

    long seed(long rigSeed) {
        return Xoshiro256.streamSeed(rigSeed, number);
    }
}
