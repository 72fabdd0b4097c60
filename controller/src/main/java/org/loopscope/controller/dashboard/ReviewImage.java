package org.loopscope.controller.dashboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.controller.replay.RecordedFrames;
import org.loopscope.controller.replay.ReplayDiffers;
import org.loopscope.controller.replay.SessionFolder;

/**
 * One plane as it was at a moment: the last raw frame of it, moved back by its logged shift, which is rounded to whole pixels;
 * what comes from outside the frame repeats its edge. None where raw frames were not kept or cannot be read: then the pages
 * show the mean image. One thread.
 */
final class ReviewImage implements AutoCloseable {
    /** So many events before the moment are looked at for a frame of the plane. */
    private static final int LOOK_BACK = 5000;

    /** A frame that was registered; the shift is not a number while there was no template. */
    private record Registered(long frameIndex, float shiftXPx, float shiftYPx) {}

    private final ReviewedSession session;
    private final Set<Integer> unreadable = new HashSet<>();
    private @Nullable RecordedFrames frames;
    private @Nullable Frame raw;
    private int part = -1;
    private float[] pixels = {};

    ReviewImage(ReviewedSession session) {
        this.session = session;
    }

    /** @param events how many there were up to the moment */
    @Nullable PageMessage before(int events, int plane, FrameFormat format, FieldPages field) {
        for (int place = events - 1; place >= Math.max(0, events - LOOK_BACK); place--) {
            Registered registered = registered(session.event(place), plane, format.planes());
            if (registered == null) {
                continue;
            }
            RecordedFrames from = framesOf(session.partOf(place));
            Frame into = raw;
            if (from == null || into == null) {
                return null;
            }
            try {
                if (from.read(registered.frameIndex, into)) {
                    moveBack(into, Math.round(registered.shiftXPx), Math.round(registered.shiftYPx));
                    return field.image("live", plane, into.widthPx, into.heightPx, pixels, registered.frameIndex, true);
                }
            } catch (IOException e) {
                unreadable.add(part);
                return null;
            }
        }
        return null;
    }

    private static @Nullable Registered registered(SessionEvent event, int plane, int planes) {
        if (event instanceof VolumeImaged volume
                && plane < volume.frameIndex().length
                && volume.frameIndex()[plane] != Volume.LOST) {
            return new Registered(volume.frameIndex()[plane], volume.shiftXPx()[plane], volume.shiftYPx()[plane]);
        }
        return planes == 1 && event instanceof ActivityInferred activity
                ? new Registered(activity.frameIndex(), activity.shiftXPx(), activity.shiftYPx())
                : null;
    }

    private @Nullable RecordedFrames framesOf(int wanted) {
        if (wanted == part || unreadable.contains(wanted)) {
            return unreadable.contains(wanted) ? null : frames;
        }
        close();
        part = wanted;
        Path folder = session.journal(wanted).resolveSibling("");
        try {
            RecordedFrames opened =
                    RecordedFrames.open(SessionFolder.open(folder).nwb());
            frames = opened;
            raw = new Frame(opened.format().widthPx(), opened.format().heightPx());
        } catch (IOException | ReplayDiffers e) {
            unreadable.add(wanted);
        }
        return frames;
    }

    private void moveBack(Frame frame, int shiftXPx, int shiftYPx) {
        if (pixels.length != frame.pixels.length) {
            pixels = new float[frame.pixels.length];
        }
        for (int y = 0; y < frame.heightPx; y++) {
            int row = Math.clamp(y + shiftYPx, 0, frame.heightPx - 1) * frame.widthPx;
            for (int x = 0; x < frame.widthPx; x++) {
                int from = row + Math.clamp(x + shiftXPx, 0, frame.widthPx - 1);
                pixels[y * frame.widthPx + x] = Short.toUnsignedInt(frame.pixels[from]);
            }
        }
    }

    @Override
    public void close() {
        if (frames != null) {
            frames.close();
            frames = null;
        }
    }
}
