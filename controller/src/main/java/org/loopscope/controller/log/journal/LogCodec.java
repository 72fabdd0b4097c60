package org.loopscope.controller.log.journal;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.controller.log.SessionEvent.LogBegun;
import org.loopscope.controller.log.SessionEvent.PixelsMissing;
import org.loopscope.controller.log.nwb.NwbImaging;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.controller.log.nwb.NwbSubject;

/**
 * Bytes of what the log says of itself.
 *
 * <pre>
 * LogBegun      = metadata | hasFrames:bool | [format] | rawFramesKept:bool | deflateLevel:i32
 * metadata      = identifier:text | description:text | experimentDescription:text | startTime:text | experimenter:texts | institution:text | lab:text
 *               | keywords:texts | subject | imaging | version:text | configuration:text
 *               | part:i32
 * texts         = n:i32 | n x text
 * subject       = id:text | species:text | sex:text | age:text | dateOfBirth:text | description:text
 *               | genotype:text | strain:text | weight:text
 * imaging       = deviceName:text | deviceDescription:text | indicator:text | location:text | excitationNm:f64
 *               | emissionNm:f64 | pixelSizeUm:f64 | spikes:text | settledLagFrames:i32 | imagedChannel:i32
 * format        = as in {@link ImagingCodec}'s SourceOpened
 * PixelsMissing = from:i64 | to:i64
 * </pre>
 */
final class LogCodec {
    private LogCodec() {}

    static void write(LogBegun e, RecordOutput out) {
        write(e.metadata(), out);
        out.bool(e.frames().isPresent());
        e.frames().ifPresent(format -> ImagingCodec.write(format, out));
        out.bool(e.rawFramesKept());
        out.i32(e.deflateLevel());
    }

    static LogBegun readLogBegun(RecordInput in) {
        NwbMetadata metadata = readMetadata(in);
        Optional<FrameFormat> frames = in.bool() ? Optional.of(ImagingCodec.readFormat(in)) : Optional.empty();
        return new LogBegun(metadata, frames, in.bool(), in.i32());
    }

    static void write(PixelsMissing e, RecordOutput out) {
        out.i64(e.from());
        out.i64(e.to());
    }

    static PixelsMissing readPixelsMissing(RecordInput in) {
        return new PixelsMissing(in.i64(), in.i64());
    }

    private static void write(NwbMetadata metadata, RecordOutput out) {
        out.text(metadata.identifier());
        out.text(metadata.sessionDescription());
        out.text(metadata.experimentDescription());
        out.text(metadata.startTime().toString());
        write(metadata.experimenter(), out);
        out.text(metadata.institution());
        out.text(metadata.lab());
        write(metadata.keywords(), out);
        write(metadata.subject(), out);
        write(metadata.imaging(), out);
        out.text(metadata.version());
        out.text(metadata.configuration());
        out.i32(metadata.part());
    }

    private static NwbMetadata readMetadata(RecordInput in) {
        return new NwbMetadata(
                in.text(),
                in.text(),
                in.text(),
                readTime(in.text()),
                readTexts(in),
                in.text(),
                in.text(),
                readTexts(in),
                readSubject(in),
                readImaging(in),
                in.text(),
                in.text(),
                in.i32());
    }

    private static OffsetDateTime readTime(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time with its zone", e);
        }
    }

    private static void write(NwbSubject subject, RecordOutput out) {
        out.text(subject.id());
        out.text(subject.species());
        out.text(subject.sex());
        out.text(subject.age());
        out.text(subject.dateOfBirth());
        out.text(subject.description());
        out.text(subject.genotype());
        out.text(subject.strain());
        out.text(subject.weight());
    }

    private static NwbSubject readSubject(RecordInput in) {
        return new NwbSubject(
                in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text());
    }

    private static void write(NwbImaging imaging, RecordOutput out) {
        out.text(imaging.deviceName());
        out.text(imaging.deviceDescription());
        out.text(imaging.indicator());
        out.text(imaging.location());
        out.f64(imaging.excitationLambdaNm());
        out.f64(imaging.emissionLambdaNm());
        out.f64(imaging.pixelSizeUm());
        out.text(imaging.spikes().name());
        out.i32(imaging.settledLagFrames());
        out.i32(imaging.imagedChannel());
    }

    private static NwbImaging readImaging(RecordInput in) {
        return new NwbImaging(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.f64(),
                in.f64(),
                in.f64(),
                SpikeMethod.valueOf(in.text()),
                in.i32(),
                in.i32());
    }

    private static void write(List<String> texts, RecordOutput out) {
        out.i32(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> readTexts(RecordInput in) {
        int count = in.count(Integer.BYTES);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
