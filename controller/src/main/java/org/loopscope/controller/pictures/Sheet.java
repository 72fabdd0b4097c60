package org.loopscope.controller.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.stimulus.StimulusImage;

/** White paper to draw on, with the few strokes that the pictures need. Pixels, y down. */
final class Sheet {
    static final double TITLE_PX = 26;
    static final double LABEL_PX = 19;
    static final double SMALL_PX = 16;

    /** Where a text is held: at its left end, its middle or its right end. */
    enum Anchor {
        LEFT(0),
        MIDDLE(0.5),
        RIGHT(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }
    }

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Lettering lettering = new Lettering();

    Sheet(int widthPx, int heightPx) {
        image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        fill(new Rectangle2D.Double(0, 0, widthPx, heightPx), Palette.PAPER);
    }

    /** Ends the drawing. */
    BufferedImage finished() {
        graphics.dispose();
        return image;
    }

    void title(String text) {
        text(text, 30, 42, TITLE_PX, Weight.BOLD, Anchor.LEFT, Palette.INK);
    }

    void text(String text, double x, double baselineY, double sizePx, Weight weight, Anchor anchor, Color color) {
        double left = x - anchor.share * textWidth(text, sizePx, weight);
        fill(moved(lettering.outline(text, sizePx, weight), left, baselineY), color);
    }

    void label(String text, double x, double baselineY, Anchor anchor, Color color) {
        text(text, x, baselineY, LABEL_PX, Weight.REGULAR, anchor, color);
    }

    void small(String text, double x, double baselineY, Anchor anchor, Color color) {
        text(text, x, baselineY, SMALL_PX, Weight.REGULAR, anchor, color);
    }

    /** Text with a rim of {@code rim} around it, for use on top of an image. */
    void rimmed(String text, double x, double baselineY, double sizePx, Color color, Color rim) {
        double left = x - textWidth(text, sizePx, Weight.BOLD) / 2;
        Shape shape = moved(lettering.outline(text, sizePx, Weight.BOLD), left, baselineY);
        stroke(shape, rim, 4);
        fill(shape, color);
    }

    /** Text that reads upwards, its middle at ({@code x}, {@code y}). */
    void upwards(String text, double x, double y, double sizePx, Color color) {
        Path2D outline = lettering.outline(text, sizePx, Weight.REGULAR);
        AffineTransform place = AffineTransform.getTranslateInstance(
                x + sizePx * 0.35, y + textWidth(text, sizePx, Weight.REGULAR) / 2);
        place.rotate(-Math.PI / 2);
        fill(place.createTransformedShape(outline), color);
    }

    double textWidth(String text, double sizePx, Weight weight) {
        return lettering.width(text, sizePx, weight);
    }

    void line(double x0, double y0, double x1, double y1, Color color, double widthPx) {
        stroke(new Line2D.Double(x0, y0, x1, y1), color, widthPx);
    }

    void dashed(double x0, double y0, double x1, double y1, Color color, double widthPx) {
        dashed(new Line2D.Double(x0, y0, x1, y1), color, widthPx);
    }

    void dashed(Shape shape, Color color, double widthPx) {
        graphics.setStroke(new BasicStroke(
                (float) widthPx, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {9, 6}, 0));
        graphics.setColor(color);
        graphics.draw(shape);
    }

    void stroke(Shape shape, Color color, double widthPx) {
        graphics.setStroke(new BasicStroke((float) widthPx, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(color);
        graphics.draw(shape);
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** A stimulus as the screen shows it, its width as given and its height in proportion, with a thin frame. */
    void stimulus(StimulusImage picture, double x, double y, double width) {
        int columns = picture.size().widthPx();
        BufferedImage grey = new BufferedImage(columns, picture.size().heightPx(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < picture.pixels().length; i++) {
            int level = Math.round(127.5f + 127.5f * Math.clamp(picture.pixels()[i], -1f, 1f));
            grey.setRGB(i % columns, i / columns, level * 0x10101);
        }
        double height = width * picture.size().heightPx() / columns;
        image(grey, x, y, width, height);
        stroke(new Rectangle2D.Double(x, y, width, height), Palette.FAINT, 1);
    }

    /** Scales without smoothing. */
    void image(BufferedImage picture, double x, double y, double width, double height) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(width / picture.getWidth(), height / picture.getHeight());
        graphics.drawImage(picture, place, null);
    }

    private static Shape moved(Path2D shape, double x, double y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }
}
