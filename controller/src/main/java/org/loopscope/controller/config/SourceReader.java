package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingOptions.Axes;
import org.loopscope.controller.config.SourceConfig.Kind;
import org.loopscope.controller.config.SourceConfig.SimulatedIndicator;
import org.loopscope.controller.config.Unit.Dimension;

/** Reads where activity comes from, and who the subject is. */
final class SourceReader {
    SourceConfig read(Section source, Optional<Section> subject) {
        SourceConfig config = switch (source.choice("kind", Kind.class, Kind.SIMULATED)) {
            case SIMULATED -> simulated(source);
            case MOVIE -> movie(source);
            case SOCKET -> LiveSourceReader.socket(source);
            case RING -> LiveSourceReader.ring(source);
            case CAMERA -> CameraSourceReader.camera(source);
            case RESPONSES -> responses(source, subject);
        };
        source.close();
        return config;
    }

    private static SourceConfig simulated(Section source) {
        FrameFormat format = simulatedFormat(source);
        List<Long> drop;
        try {
            drop = source.texts("drop_frames").stream().map(Long::valueOf).toList();
        } catch (NumberFormatException e) {
            drop = source.reject("drop_frames", "must be a list of frame numbers");
        }
        return new SourceConfig.Simulated(
                format,
                source.integer("cells", 120, 1, 2000),
                source.number("rotation_invariant", 0, 0, 1),
                source.choice("indicator", SimulatedIndicator.class, SimulatedIndicator.GCAMP6S),
                source.quantity("noise", Dimension.NOISE, 2),
                source.quantity("motion", Dimension.PIXELS, 3),
                drop);
    }

    private static FrameFormat simulatedFormat(Section source) {
        int widthPx = (int) source.quantity("width", Dimension.PIXELS, 256);
        int heightPx = (int) source.quantity("height", Dimension.PIXELS, 256);
        double rateHz = source.quantity("rate", Dimension.FREQUENCY, 30);
        try {
            return new FrameFormat(widthPx, heightPx, rateHz);
        } catch (IllegalArgumentException e) {
            return source.reject("width", "with height and rate: " + e.getMessage());
        }
    }

    /** What the file says itself may be left out; what it does not say is asked for when it is opened. */
    private static SourceConfig movie(Section source) {
        RecordingOptions none = RecordingOptions.none();
        long silenceNs = source.timeNs("end_after", (double) none.silenceNs());
        if (silenceNs == 0) {
            source.reject("end_after", "must be longer than 0 s");
        }
        int widthPx = (int) source.quantity("width", Dimension.PIXELS, 0);
        int heightPx = (int) source.quantity("height", Dimension.PIXELS, 0);
        requireBoth(source, widthPx, heightPx);
        return new SourceConfig.Movie(
                Path.of(source.text("file")),
                new RecordingOptions(
                        source.quantity("rate", Dimension.FREQUENCY, 0),
                        widthPx,
                        heightPx,
                        source.integer("planes", 0, 1, 64),
                        source.integer("channels", 0, 1, 8),
                        source.text("dataset", ""),
                        source.choice("axes", Axes.class, Axes.AUTO),
                        source.flag("follow", false),
                        silenceNs));
    }

    private static void requireBoth(Section source, int widthPx, int heightPx) {
        if (widthPx > 0 && heightPx == 0) {
            source.reject("height", "is missing beside source.width; add it, or leave out both");
        } else if (heightPx > 0 && widthPx == 0) {
            source.reject("width", "is missing beside source.height; add it, or leave out both");
        }
    }

    private static SourceConfig responses(Section source, Optional<Section> subject) {
        if (subject.isEmpty()) {
            return source.reject("kind", "needs subject.images and subject.responses; add them or use --set");
        }
        return new SourceConfig.Responses(
                Path.of(subject.get().text("images")),
                Path.of(subject.get().text("responses")),
                source.integer("split", 1, 0, Integer.MAX_VALUE),
                source.quantity("rate", Dimension.FREQUENCY, 10),
                source.flag("compare_with_random", true));
    }

    static SubjectConfig subject(Section subject) {
        subject.text("images", "");
        subject.text("responses", "");
        return new SubjectConfig(
                subject.text("subject_id", ""),
                subject.text("species", ""),
                subject.text("sex", ""),
                subject.text("age", ""),
                subject.text("date_of_birth", ""),
                subject.text("description", ""),
                subject.text("genotype", ""),
                subject.text("strain", ""),
                subject.text("weight", ""));
    }
}
