package org.loopscope.controller.rig;

import java.util.Arrays;
import org.loopscope.acquisition.simulated.TruthSink;

/**
 * Keeps each simulated frame's true shift and spike counts until the session's end, in arrays that grow. Written by the
 * acquisition thread, read after it has ended.
 */
final class TruthRecorder implements TruthSink {
    private static final int FIRST_ROOM = 4096;

    private final int neurons;
    private float[] shiftXPx = new float[FIRST_ROOM];
    private float[] shiftYPx = new float[FIRST_ROOM];
    private byte[] spikes;
    private int frames;

    TruthRecorder(int neurons) {
        this.neurons = neurons;
        spikes = new byte[FIRST_ROOM * neurons];
    }

    @Override
    public void frame(long frameIndex, long exposureEndNs, int[] spikeCounts, float xPx, float yPx, boolean delivered) {
        if (frames == shiftXPx.length) {
            shiftXPx = Arrays.copyOf(shiftXPx, 2 * frames);
            shiftYPx = Arrays.copyOf(shiftYPx, 2 * frames);
            spikes = Arrays.copyOf(spikes, 2 * frames * neurons);
        }
        shiftXPx[frames] = xPx;
        shiftYPx[frames] = yPx;
        for (int n = 0; n < neurons; n++) {
            spikes[frames * neurons + n] = (byte) Math.min(spikeCounts[n], Byte.MAX_VALUE);
        }
        frames++;
    }

    int frames() {
        return frames;
    }

    float shiftXPx(int frame) {
        return shiftXPx[frame];
    }

    float shiftYPx(int frame) {
        return shiftYPx[frame];
    }

    int spikes(int frame, int neuron) {
        return spikes[frame * neurons + neuron];
    }
}
