package org.loopscope.controller.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.controller.pictures.FrameQualityPicture;
import org.loopscope.controller.pictures.FrameQualityPicture.Curve;
import org.loopscope.controller.pictures.FrameQualityPicture.Panel;
import org.loopscope.controller.pictures.FrameQualityPicture.Role;
import org.loopscope.controller.pictures.FrameQualityPicture.Row;
import org.loopscope.controller.summary.QualityCourse;

/** The session's frame quality as a picture, with the limits that it was held to. */
final class FrameQualityCourse {
    private final List<QualityCourse.Span> spans;
    private final QualityLimits limits;
    private final String ofPlanes;

    /** @param planes whose worst the course has */
    FrameQualityCourse(QualityCourse course, QualityLimits limits, int planes) {
        ofPlanes = planes > 1 ? ", the worst plane's" : "";
        this.spans = course.spans();
        this.limits = limits;
    }

    void writeTo(Path png) {
        if (spans.size() < 2) {
            return;
        }
        double[] timesS = values(QualityCourse.Span::fromS);
        double spanS = timesS[timesS.length - 1] - timesS[timesS.length - 2];
        List<Panel> panels = List.of(
                new Panel(
                        "Shift (px)",
                        0,
                        limits.shiftPx() * 1.1,
                        "limit",
                        limits.shiftPx(),
                        List.of(new Curve(
                                "distance from the template" + ofPlanes,
                                Role.FIRST,
                                values(QualityCourse.Span::shiftPx)))),
                new Panel(
                        "Likeness (r, share)",
                        0,
                        1,
                        "limit of the focus",
                        limits.focusShare(),
                        List.of(
                                new Curve(
                                        "focus, share of the calibration's" + ofPlanes,
                                        Role.FIRST,
                                        values(QualityCourse.Span::focus)),
                                new Curve(
                                        "each frame's correlation with the template" + ofPlanes,
                                        Role.SECOND,
                                        values(QualityCourse.Span::correlation)))),
                new Panel(
                        "Light left (share)",
                        0,
                        1,
                        "limit",
                        limits.brightnessLeft(),
                        List.of(new Curve(
                                "running mean, share of the calibration's",
                                Role.FIRST,
                                values(QualityCourse.Span::brightnessLeft)))));
        List<Row> rows = new ArrayList<>();
        for (QualityFlag flag : QualityFlag.values()) {
            boolean[] flagged = new boolean[spans.size()];
            for (int i = 0; i < flagged.length; i++) {
                flagged[i] = flag.in(spans.get(i).flags());
            }
            rows.add(new Row(flag.word(), flagged));
        }
        new FrameQualityPicture(timesS, timesS[timesS.length - 1] + spanS, panels, rows).writeTo(png);
    }

    private double[] values(ToDoubleFunction<QualityCourse.Span> of) {
        return spans.stream().mapToDouble(of).toArray();
    }
}
