package org.loopscope.inference.complexness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.synthesis.SynthesizedImage;
import org.loopscope.stimulus.PictureSimilarity;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

class ExcitingImagesTest {
    private static final ComplexnessSettings SETTINGS = ComplexnessSettings.of(8, 10, 20);

    @Test
    void shouldKeepWhatExcitesNearlyAsWellAsTheBestAndDropWhatIsNearlyTheSame() {
        ExcitingImages images = ExcitingImages.among(
                List.of(
                        start("too weak", 7.9, 90),
                        start("second", 9, 60),
                        start("best", 10, 0),
                        start("nearly the best", 9.5, 10),
                        start("opposite", 8.1, 180)),
                SETTINGS);
        assertEquals(List.of("best", "second", "opposite"), ids(images));
        assertEquals(-1, images.leastCosine(), 1e-6);
    }

    @Test
    void shouldHaveALeastCosineOfOneWhenEveryStartCameToTheSameImage() {
        ExcitingImages images = ExcitingImages.among(List.of(start("a", 10, 0), start("b", 10, 5)), SETTINGS);
        assertEquals(List.of("a"), ids(images));
        assertEquals(1, images.leastCosine());
    }

    @Test
    void shouldShowTheBestThenEachTimeTheLeastAlike() {
        ExcitingImages images = ExcitingImages.among(
                List.of(start("best", 10, 0), start("near", 9.9, 30), start("far", 9, 160), start("middle", 9.5, 80)),
                SETTINGS);
        assertEquals(
                List.of("best", "far", "middle"),
                images.examples(3).stream().map(StimulusImage::id).toList());
    }

    @Test
    void shouldCallAMidGreyPictureLikeNothing() {
        assertEquals(0, PictureSimilarity.cosine(new float[4], new float[] {1, 0, 0, 0}));
    }

    private static List<String> ids(ExcitingImages images) {
        return images.images().stream().map(image -> image.image().id()).toList();
    }

    /** A picture of four pixels in a plane, so that the cosine of two is that of the angle between them. */
    private static SynthesizedImage start(String id, double rate, double degrees) {
        float cos = (float) (0.3 * Math.cos(Math.toRadians(degrees)));
        float sin = (float) (0.3 * Math.sin(Math.toRadians(degrees)));
        return new SynthesizedImage(
                0, new StimulusImage(id, PictureSize.square(2), new float[] {cos, sin, 0, 0}), rate, 10, 0);
    }
}
