package org.loopscope.controller.rig;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.stimulus.Screen;
import org.loopscope.stimulus.StimulusImage;

/**
 * A recording that stands in for the animal: while a picture is on the screen, every sample is the response that was
 * recorded to it; on mid-grey it is zero.
 */
final class RecordedResponses implements ActivitySource {
    private final Screen screen;
    private final Map<String, float[]> responseByImage;
    private final int neurons;
    private final long periodNs;
    private long startNs;
    private long nextIndex;

    /** @param responseByImage one rate per neuron, by the picture's id */
    RecordedResponses(Screen screen, Map<String, float[]> responseByImage, int neurons, double rateHz) {
        this.screen = screen;
        this.responseByImage = Map.copyOf(responseByImage);
        this.neurons = neurons;
        periodNs = Math.round(1e9 / rateHz);
    }

    @Override
    public void startAt(long sessionNs) {
        startNs = sessionNs;
    }

    @Override
    public long nextEndNs() {
        return startNs + (nextIndex + 1) * periodNs;
    }

    @Override
    public Poll poll(long nowNs, ImagedFrame into) {
        long endNs = nextEndNs();
        if (endNs > nowNs) {
            return Poll.NOT_YET;
        }
        into.resize(neurons);
        into.frameIndex = nextIndex++;
        into.exposureEndNs = endNs;
        into.calibrated = true;
        into.settledFrameIndex = into.frameIndex;
        fill(screen.at(endNs - periodNs / 2), into.events);
        System.arraycopy(into.events, 0, into.settledEvents, 0, neurons);
        System.arraycopy(into.events, 0, into.dfOverF, 0, neurons);
        System.arraycopy(into.events, 0, into.fluorescence, 0, neurons);
        return Poll.FRAME;
    }

    private void fill(@Nullable StimulusImage image, float[] events) {
        float[] response = image == null ? null : responseByImage.get(image.id());
        if (response == null) {
            java.util.Arrays.fill(events, 0);
        } else {
            System.arraycopy(response, 0, events, 0, neurons);
        }
    }
}
