package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.util.List;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.FrameOrder;

/**
 * What ScanImage says of a whole recording, from the text behind its BigTIFF header (versions 3 and 4: at byte 16 the
 * mark 117637889, the version, the text's length and the length of the ROI groups), or from the first page's
 * description in files from before 2016. {@code SI.} keys are given in brackets.
 *
 * @param version of the header; 0 where the text stood in a description
 * @param channels saved channels [hChannels.channelSave]
 * @param planes of a volume [hStackManager.actualNumSlices, while hStackManager or hFastZ is enabled], else 1
 * @param exposuresPerPlane [hStackManager.framesPerSlice]
 * @param flyback exposures at the end of each volume that are no frames [hStackManager.numFramesPerVolumeWithFlyback -
 *     numFramesPerVolume, or hFastZ.numDiscardFlybackFrames]
 * @param exposureRateHz [hRoiManager.scanFrameRate]; 0 when not known
 * @param pixelSizeUm side of a pixel [hRoiManager.imagingFovUm over pixelsPerLine]; 0 when not known
 * @param objectiveResolution micrometres per degree of scan angle [objectiveResolution]; 0 when not known
 * @param framesPerFile after how many exposures the next file begins [hScan2D.logFramesPerFile]; 0 for never
 * @param loop whether several acquisitions follow each other [acqState]
 */
record ScanImageHeader(
        int version,
        int channels,
        int planes,
        int exposuresPerPlane,
        int flyback,
        double exposureRateHz,
        double pixelSizeUm,
        double objectiveResolution,
        long framesPerFile,
        boolean loop,
        List<String> remarks) {
    private static final long MARK = 117_637_889;

    ScanImageHeader {
        remarks = List.copyOf(remarks);
    }

    static boolean isScanImage(FileWindow in, TiffHeader header) throws IOException {
        return header.big() && in.holds(16, 16) && in.u32(16) == MARK;
    }

    /** Whether a description is one of ScanImage's, in a file without its mark. */
    static boolean isScanImage(String description) {
        return description.contains("frameTimestamps_sec") || description.contains("SI.hChannels.");
    }

    static ScanImageHeader read(FileWindow in) throws IOException {
        int version = (int) in.u32(20);
        if (version < 3 || version > 4) {
            throw new IOException(in.file() + ": ScanImage header version " + version
                    + " is not known, only 3 and 4; save the movie as a plain TIFF");
        }
        long bytes = Math.min(in.u32(24), in.size() - 32);
        return of(version, ScanImageText.read(in, 32, bytes));
    }

    static ScanImageHeader inDescription(FileWindow in, TiffPage page) throws IOException {
        return of(0, ScanImageText.read(in, page.descriptionAt(), page.descriptionBytes()));
    }

    private static ScanImageHeader of(int version, ScanImageText text) {
        boolean volumes = text.flag("hStackManager.enable") || text.flag("hFastZ.enable");
        int channels = Math.max(1, text.count("hChannels.channelSave"));
        int planes = volumes ? (int) text.number("hStackManager.actualNumSlices", "hStackManager.numSlices") : 1;
        int perPlane = volumes ? (int) text.number("hStackManager.framesPerSlice") : 1;
        long perVolume = (long) text.number("hStackManager.numFramesPerVolume");
        long withFlyback =
                (long) text.number("hStackManager.numFramesPerVolumeWithFlyback", "hFastZ.numFramesPerVolume");
        List<String> remarks = List.of();
        planes = Math.max(1, planes);
        perPlane = Math.max(1, perPlane);
        int flyback = 0;
        if (volumes && withFlyback > 0) {
            flyback = Math.clamp(withFlyback - (long) planes * perPlane, 0, 1_000);
            if (perVolume > 0 && perVolume != (long) planes * perPlane) {
                remarks = List.of("ScanImage's " + planes + " slice(s) x " + perPlane + " frame(s) are not its "
                        + perVolume + " frames per volume; give planes if this is wrong");
            }
        } else if (volumes && planes > 1) {
            flyback = (int) Math.clamp(text.number("hFastZ.numDiscardFlybackFrames"), 0, 1_000);
        }
        return new ScanImageHeader(
                version,
                channels,
                planes,
                perPlane,
                flyback,
                Math.max(0, text.number("hRoiManager.scanFrameRate")),
                text.pixelSizeUm(),
                Math.max(0, text.number("objectiveResolution")),
                (long) Math.clamp(text.number("hScan2D.logFramesPerFile"), 0, 1e12),
                text.text("acqState").contains("loop"),
                remarks);
    }

    /** @throws IOException when such volumes are not supported */
    FrameOrder order(String file) throws IOException {
        try {
            return new FrameOrder(channels, planes, exposuresPerPlane, flyback, false);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
