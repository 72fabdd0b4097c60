package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.loopscope.acquisition.activity.BaselineMethod;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.activity.TraceSettings;
import org.loopscope.acquisition.onephoton.Background;
import org.loopscope.controller.config.Unit.Dimension;

/** Reads the {@code imaging} section of an experiment file. */
final class ImagingReader {
    private static final double MS = 1e6;
    private static final double S = 1e9;
    private static final String AUTO = "auto";
    /** Leaves less than a percent of an overlapping neighbour's light. */
    private static final int DEMIX_SWEEPS = 5;

    private static final double USUAL_NEUROPIL = 0.7;
    /** What suite2p smooths with before its maximin, frames. */
    private static final double MAXIMIN_SMOOTHING_FRAMES = 10;

    private ImagingReader() {}

    static ImagingConfig read(Section imaging) {
        String earlier = imaging.text("earlier", "none");
        return new ImagingConfig(
                imaging.integer("channel", 0, 0, 7),
                imaging.timeNs("calibration", 20 * S),
                roiFiles(imaging),
                earlier.equals("none") ? null : Path.of(earlier),
                imaging.integer("max_cells", 1000, 1, 10_000),
                // A frame measures at most 4096 px a side, and a shift a quarter of it.
                pixels(imaging, "max_shift", 12, 1, 1024),
                pixels(imaging, "soma_diameter", 11, 3, 100),
                imaging.number("detector_offset", 0, -65_536, 65_536),
                imaging.integer("motion_patches", 1, 1, 16),
                background(imaging),
                traces(imaging),
                imaging.timeNs("baseline_window", 60 * S),
                baseline(imaging),
                imaging.choice("spikes", SpikeMethod.class, SpikeMethod.FILTER),
                decayNs(imaging),
                imaging.integer("settled_lag_frames", 5, 0, 60),
                scanNs(imaging),
                imaging.integer("new_cells", 0, 0, 10_000));
    }

    private static double pixels(Section imaging, String key, double otherwise, int min, int max) {
        double px = imaging.quantity(key, Dimension.PIXELS, otherwise);
        return px >= min && px <= max
                ? px
                : imaging.reject(key, "must be from " + min + " to " + max + " px, was " + px + " px");
    }

    private static long decayNs(Section imaging) {
        long ns = imaging.timeNs("decay", 1250 * MS);
        return ns > 0 && ns <= 60 * S
                ? ns
                : imaging.reject("decay", "must be above 0 s and at most 60 s, was " + ns / S + " s");
    }

    private static OptionalLong scanNs(Section imaging) {
        return imaging.text("scan_time", AUTO).equals(AUTO)
                ? OptionalLong.empty()
                : OptionalLong.of(imaging.timeNs("scan_time", 0));
    }

    /** One file, or a list of one for each plane. */
    private static List<Path> roiFiles(Section imaging) {
        if (imaging.hasEmptyList("rois")) {
            imaging.reject(
                    "rois", "is an empty list; name a file for each plane, or leave the key out to detect cells");
        }
        List<String> rois = imaging.oneOrMore("rois");
        return rois.equals(List.of("detect"))
                ? List.of()
                : rois.stream().map(Path::of).toList();
    }

    private static Background background(Section imaging) {
        return switch (imaging.choice("background", OutOfFocus.class, OutOfFocus.NONE)) {
            case NONE -> new Background.None();
            case BAND_PASS -> Background.BandPass.standard();
            case RING -> Background.Ring.standard();
        };
    }

    private static TraceSettings traces(Section imaging) {
        int sweeps = imaging.flag("demix", false) ? DEMIX_SWEEPS : 0;
        if (imaging.text("neuropil_coefficient", "").equals("estimate")) {
            return new TraceSettings(USUAL_NEUROPIL, true, sweeps);
        }
        return new TraceSettings(imaging.number("neuropil_coefficient", USUAL_NEUROPIL, 0, 1), false, sweeps);
    }

    private static BaselineMethod baseline(Section imaging) {
        double percentile = imaging.number("baseline_percentile", 10, 0.1, 99.9);
        return switch (imaging.choice("baseline", Method.class, Method.PERCENTILE)) {
            case PERCENTILE -> new BaselineMethod.Percentile(percentile);
            case MAXIMIN -> new BaselineMethod.Maximin(MAXIMIN_SMOOTHING_FRAMES);
        };
    }

    private enum OutOfFocus {
        NONE,
        BAND_PASS,
        RING
    }

    private enum Method {
        PERCENTILE,
        MAXIMIN
    }
}
