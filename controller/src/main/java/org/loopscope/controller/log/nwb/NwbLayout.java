package org.loopscope.controller.log.nwb;

/**
 * Where things are in a session's NWB file. With several planes or channels, {@link PlaneNames} puts their numbers to the
 * end of some of these names: of raw frames and imaging planes, and, by plane, of motion, quality, cells and traces.
 */
public final class NwbLayout {
    /** Raw frames, [time][x][y], unsigned 16 bit. */
    public static final String RAW_FRAMES = "/acquisition/TwoPhotonSeries";

    /** Running number at the source of each raw frame. */
    public static final String RAW_FRAME_NUMBERS = "/acquisition/FrameNumber";

    public static final String TTL_EDGES = "/acquisition/TtlEdges";

    public static final String OPERATOR_COMMANDS = "/acquisition/OperatorCommands";

    public static final String DEVICES = "/general/devices";
    public static final String IMAGING_PLANE = "/general/optophysiology/ImagingPlane";

    public static final String OPHYS = "/processing/ophys";
    public static final String MOTION_SHIFT = OPHYS + "/MotionShift";
    public static final String MOTION_CORRELATION = OPHYS + "/MotionCorrelation";

    /** On request: the frames as they were laid on the template. */
    public static final String MOTION_CORRECTION = OPHYS + "/MotionCorrection";

    public static final String CORRECTED_STACK = MOTION_CORRECTION + "/CorrectedImageStack";

    /** How good each frame was, those of the calibration included. */
    public static final String FRAME_STEP = OPHYS + "/FrameStep";

    public static final String FOCUS = OPHYS + "/Focus";
    public static final String DEPTH = OPHYS + "/Depth";
    public static final String BRIGHTNESS = OPHYS + "/FrameBrightness";
    public static final String BRIGHTNESS_LEFT = OPHYS + "/BrightnessLeft";
    public static final String SATURATED_SHARE = OPHYS + "/SaturatedShare";
    public static final String QUALITY_FLAGS = OPHYS + "/QualityFlags";

    public static final String SEGMENTATION_IMAGES = OPHYS + "/SegmentationImages";
    public static final String PLANE_SEGMENTATION = OPHYS + "/ImageSegmentation/PlaneSegmentation";
    public static final String FLUORESCENCE = OPHYS + "/Fluorescence/Fluorescence";
    public static final String NEUROPIL = OPHYS + "/Fluorescence/Neuropil";
    public static final String DECONVOLVED = OPHYS + "/Fluorescence/Deconvolved";
    public static final String DECONVOLVED_LAG0 = OPHYS + "/Fluorescence/DeconvolvedLag0";
    public static final String DF_OVER_F = OPHYS + "/DfOverF/DfOverF";

    /** Frame number of each row of the traces; the settled ones of {@link #DECONVOLVED} have their own. */
    public static final String TRACE_FRAME_NUMBERS = OPHYS + "/TraceFrameNumber";

    public static final String DECONVOLVED_FRAME_NUMBERS = OPHYS + "/DeconvolvedFrameNumber";

    /** Appended to the path of the table, and of each series, of the cells that the search of this number has found. */
    public static String ofNewCells(int search) {
        return "NewCells" + search;
    }

    public static final String MISC = "/processing/misc";
    public static final String LATENCY = MISC + "/LoopLatency";
    /** Of frames whose device has a clock: its time, and when each was in our memory. */
    public static final String FRAME_TIMES = MISC + "/FrameTimes";

    public static final String CLOCK_FIT = MISC + "/ClockFit";
    public static final String FAULTS = MISC + "/Faults";
    public static final String RECORDED_ACTIVITY = MISC + "/RecordedActivity";

    public static final String STIMULUS_IMAGES = "/stimulus/templates/StimulusImages";
    public static final String STIMULUS_PRESENTATION = "/stimulus/presentation/StimulusPresentation";

    public static final String TRIALS = "/intervals/trials";
    public static final String EPOCHS = "/intervals/epochs";
    public static final String INVALID_TIMES = "/intervals/invalid_times";
    public static final String LOST_VOLUMES = "/intervals/lost_volumes";
    public static final String PULSES = "/intervals/pulses";
    public static final String PULSE_REQUESTS = "/intervals/pulse_requests";

    public static final String RESPONSES = "/analysis/Responses";
    public static final String INVALID_RESPONSES = "/analysis/InvalidResponses";
    public static final String MODEL_QUALITY = "/analysis/ModelQuality";
    public static final String MODEL_QUALITY_BY_NEURON = "/analysis/ModelQualityByNeuron";
    public static final String HELD_OUT_PREDICTIONS = "/analysis/HeldOutPredictions";
    public static final String MODEL_SNAPSHOTS = "/analysis/ModelSnapshots";
    public static final String TARGETS = "/analysis/Targets";

    public static final String CELL_COMPLEXNESS = "/analysis/CellComplexness";

    private NwbLayout() {}
}
