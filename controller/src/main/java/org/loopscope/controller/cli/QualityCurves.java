package org.loopscope.controller.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopscope.controller.pictures.QualityPicture.Curve;
import org.loopscope.controller.pictures.QualityPicture.Role;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;

/** Quality over presentations, as it is drawn. */
final class QualityCurves {
    private QualityCurves() {}

    /** @param roles one for each curve */
    static List<Curve> of(List<NamedCurve> curves, List<Role> roles) {
        List<Curve> drawn = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            of(curves.get(i), roles.get(i)).ifPresent(drawn::add);
        }
        return drawn;
    }

    /** Empty where quality was never measured. */
    static Optional<Curve> of(NamedCurve curve, Role role) {
        List<QualityPoint> quality = curve.quality();
        if (quality.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Curve(
                curve.name(),
                role,
                quality.stream().mapToDouble(QualityPoint::presentations).toArray(),
                quality.stream().mapToDouble(QualityPoint::testCorrelation).toArray(),
                quality.stream().mapToDouble(point -> point.interval().low()).toArray(),
                quality.stream().mapToDouble(point -> point.interval().high()).toArray()));
    }
}
