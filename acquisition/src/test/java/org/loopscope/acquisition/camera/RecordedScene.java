package org.loopscope.acquisition.camera;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/** A scene that remembers what it showed, by the exposure's end. */
final class RecordedScene implements FrameSource {
    private final FrameSource scene;
    private final Map<Long, Shown> shown = new ConcurrentHashMap<>();

    /** One frame that was shown: its number in the scene, and its pixels. */
    record Shown(long number, short[] pixels) {}

    RecordedScene(FrameSource scene) {
        this.scene = scene;
    }

    /** What the scene showed when this exposure ended. */
    Shown at(long exposureEndNs) {
        return Objects.requireNonNull(shown.get(exposureEndNs), "the scene showed nothing then");
    }

    @Override
    public FrameFormat format() {
        return scene.format();
    }

    @Override
    public void startAt(long sessionNs) {
        scene.startAt(sessionNs);
    }

    @Override
    public long nextExposureEndNs() {
        return scene.nextExposureEndNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        Poll poll = scene.poll(nowNs, into);
        if (poll == Poll.FRAME) {
            shown.put(into.exposureEndNs, new Shown(into.index, into.pixels.clone()));
        }
        return poll;
    }

    @Override
    public void close() {
        scene.close();
    }
}
