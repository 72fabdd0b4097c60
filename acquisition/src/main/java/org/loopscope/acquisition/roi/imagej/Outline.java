package org.loopscope.acquisition.roi.imagej;

import java.util.List;

/** The shape of a selection, in pixels from the image's corner; a pixel's centre is at half pixels. */
sealed interface Outline {
    record Rectangle(double x, double y, double width, double height) implements Outline {}

    record Oval(double x, double y, double width, double height) implements Outline {}

    /** Closed polygons; what lies in an even number of them is outside. */
    record Polygons(List<Polygon> polygons) implements Outline {}

    /** One polygon, closed by the line from its last point to its first. */
    record Polygon(double[] x, double[] y) {}

    /** No area: a line, a point or what cannot be filled. */
    record NoArea(String kind) implements Outline {}
}
