package org.loopscope.controller.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture of a session, made from plain numbers. Equal numbers give equal pixels on every machine. */
public sealed interface Picture
        permits CellMatchPicture,
                ComplexnessPicture,
                CostPicture,
                FrameQualityPicture,
                LatencyPicture,
                MeanImagePicture,
                MostExcitingPicture,
                QualityPicture,
                ScalingPicture,
                TracesPicture,
                ValidationPicture {

    BufferedImage draw();

    /** Draws the picture into a PNG file, creating its folder. */
    default void writeTo(Path png) {
        try {
            Path folder = png.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!ImageIO.write(draw(), "png", png.toFile())) {
                throw new IOException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(png + ": the picture cannot be written", e);
        }
    }
}
