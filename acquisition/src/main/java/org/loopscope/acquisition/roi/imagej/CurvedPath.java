package org.loopscope.acquisition.roi.imagej;

import java.util.ArrayList;
import java.util.List;

/** A path of lines and curves as it is drawn, made into a polygon. */
final class CurvedPath {
    /** Pieces of a curve; far below a pixel for cells. */
    private static final int PIECES = 24;

    private final List<double[]> points = new ArrayList<>();

    void lineTo(double x, double y) {
        points.add(new double[] {x, y});
    }

    /** A quadratic curve. */
    void curveTo(double x1, double y1, double x2, double y2) {
        double[] from = last(x1, y1);
        for (int i = 1; i <= PIECES; i++) {
            double t = (double) i / PIECES;
            double u = 1 - t;
            lineTo(u * u * from[0] + 2 * u * t * x1 + t * t * x2, u * u * from[1] + 2 * u * t * y1 + t * t * y2);
        }
    }

    /** A cubic curve. */
    void curveTo(double x1, double y1, double x2, double y2, double x3, double y3) {
        double[] from = last(x1, y1);
        for (int i = 1; i <= PIECES; i++) {
            double t = (double) i / PIECES;
            double u = 1 - t;
            lineTo(
                    u * u * u * from[0] + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3,
                    u * u * u * from[1] + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3);
        }
    }

    private double[] last(double x, double y) {
        return points.isEmpty() ? new double[] {x, y} : points.getLast();
    }

    /** Ends the polygon and begins the next. */
    void endInto(List<Outline.Polygon> polygons) {
        if (points.size() > 2) {
            polygons.add(new Outline.Polygon(
                    points.stream().mapToDouble(point -> point[0]).toArray(),
                    points.stream().mapToDouble(point -> point[1]).toArray()));
        }
        points.clear();
    }
}
