package org.loopscope.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingOptions.Axes;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.acquisition.onephoton.Background;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.stimulus.PictureSize;

final class ExperimentFileTest {
    private static final String SMALL = """
            name: small
            subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D }
            source: { kind: simulated, rate: 30 Hz }
            imaging:
              calibration: 10 s
            blocks:
              - { kind: spontaneous, duration: 20 s }
              - kind: map
                presentation: 500 ms
                held_out_repeats: 4
              - { kind: synthesize }
            """;

    private static ExperimentConfig parse(String text, String... overrides) {
        return ExperimentFile.parse(text, "small.yaml", List.of(overrides));
    }

    private static String complaint(String text, String... overrides) {
        String message = String.valueOf(assertThrows(ConfigurationException.class, () -> parse(text, overrides))
                .getMessage());
        assertTrue(message.lines().count() == 1, message);
        return message;
    }

    @Test
    void shouldReadQuantitiesInTheirUnits() {
        ExperimentConfig config = parse(SMALL);
        assertEquals(10_000_000_000L, config.imaging().calibrationNs());
        BlockConfig.Map map =
                assertInstanceOf(BlockConfig.Map.class, config.blocks().get(1));
        assertEquals(500_000_000L, map.timing().presentationNs());
        assertEquals(4, map.heldOutRepeats());
    }

    @Test
    void shouldSearchForNewCellsWhereABlockSaysSoAndThereIsRoom() {
        assertEquals(Set.of(), parse(SMALL).searchingBlocks());
        assertEquals(0, parse(SMALL).imaging().newCells());
        String searching = SMALL.replace("held_out_repeats: 4", "held_out_repeats: 4\n    new_cells: search");
        ExperimentConfig config = parse(searching, "imaging.new_cells=50");
        assertEquals(Set.of("map"), config.searchingBlocks());
        assertEquals(50, config.imaging().newCells());
        assertTrue(complaint(searching).contains("imaging.new_cells"), complaint(searching));
        assertTrue(complaint(SMALL.replace("held_out_repeats: 4", "new_cells: maybe"))
                .contains("new_cells"));
    }

    @Test
    void shouldKeepPresentationsToChooseTheRidgesPriorByUnlessToldNotTo() {
        assertEquals(8, parse(SMALL, "model.members=gabor-ridge").model().validationEvery());
        assertEquals(0, parse(SMALL, "model.members=network").model().validationEvery());
        assertEquals(
                0,
                parse(SMALL, "model.members=gabor-ridge", "model.validation_every=0")
                        .model()
                        .validationEvery());
    }

    @Test
    void shouldAskOfARecordingOnlyWhatItsFileDoesNotSay() {
        String movie = SMALL.replace("{ kind: simulated, rate: 30 Hz }", "{ kind: movie, file: mouse_00001.tif }");
        SourceConfig.Movie least =
                assertInstanceOf(SourceConfig.Movie.class, parse(movie).source());
        assertEquals(RecordingOptions.none(), least.said());
        SourceConfig.Movie most = assertInstanceOf(
                SourceConfig.Movie.class,
                parse(
                                movie,
                                "source.follow=true",
                                "source.end_after=3 s",
                                "source.rate=15 Hz",
                                "source.width=512 px",
                                "source.height=256 px",
                                "source.planes=3",
                                "source.channels=2",
                                "source.dataset=/raw",
                                "source.axes=height-width")
                        .source());
        assertEquals(
                new RecordingOptions(15, 512, 256, 3, 2, "/raw", Axes.HEIGHT_WIDTH, true, 3_000_000_000L), most.said());
        assertEquals(
                "--set: 'source.axes' must be one of auto, width-height, height-width, was 'wide'",
                complaint(movie, "source.axes=wide"));
        assertEquals("--set: 'source.end_after' must be longer than 0 s", complaint(movie, "source.end_after=0 s"));
    }

    @Test
    void shouldAskForTheOtherSideWhereOneSideOfTheFramesIsGiven() {
        String movie = SMALL.replace(
                "source: { kind: simulated, rate: 30 Hz }",
                "source:\n  kind: movie\n  file: mouse.raw\n  width: 64 px");
        assertEquals(
                "small.yaml line 4: 'source.height' is missing beside source.width; add it, or leave out both",
                complaint(movie));
        assertEquals(
                "small.yaml line 4: 'source.width' is missing beside source.height; add it, or leave out both",
                complaint(movie.replace("width", "height")));
    }

    @ParameterizedTest
    @CsvSource({"32 px, 32, 32", "64x36 px, 64, 36", "36X64px, 36, 64", "' 64 × 36  px', 64, 36"})
    void shouldReadTheSizeOfPictures(String size, int widthPx, int heightPx) {
        PictureSize expected = new PictureSize(widthPx, heightPx);
        assertEquals(expected, parse(SMALL, "stimuli.size=" + size).stimuli().size());
        assertEquals(PictureSize.square(32), parse(SMALL).stimuli().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "64x36",
                "32",
                "64x px",
                "x36 px",
                "64x36x3 px",
                "-64x36 px",
                "31.5 px",
                "64x36 um",
                "large",
                "''"
            })
    void shouldSayHowASizeOfPicturesIsWritten(String size) {
        String message = complaint(SMALL, "stimuli.size='" + size + "'");
        assertTrue(message.startsWith("--set: 'stimuli.size' must be width by height in whole pixels"), message);
        assertTrue(message.contains("such as 64x36 px, or 32 px for a square; was '"), message);
    }

    @Test
    void shouldNameTheLineOfASizeOfPicturesOutOfRange() {
        String size = SMALL.replace("imaging:", "stimuli: { size: 64x4 px }\nimaging:");
        assertEquals(
                "small.yaml line 4: 'stimuli.size' must have sides from 8 to 512 px, was '64x4 px'", complaint(size));
        assertTrue(complaint(SMALL, "stimuli.size=513x36 px").contains("from 8 to 512 px, was '513x36 px'"));
        assertTrue(complaint(SMALL, "stimuli.size=0 px").contains("from 8 to 512 px, was '0 px'"));
    }

    @Test
    void shouldReadWhatMakesAFrameBad() {
        QualityConfig usual = parse(SMALL).quality();
        assertEquals(9, usual.limits().shiftPx(), 1e-9, "three quarters of the search");
        assertEquals(5, usual.limits().stepPx());
        assertEquals(0, usual.limits().ceilingCounts(), "is found");
        assertEquals(Set.of(QualityFlag.MOTION, QualityFlag.DARK), usual.invalidating());
        assertTrue(usual.showAgain());
        QualityConfig said = parse(
                        SMALL,
                        "quality.max_shift=4 px",
                        "quality.max_step=2 px",
                        "quality.focus_hold=500 ms",
                        "quality.saturation=4095",
                        "quality.invalidate=[focus, saturated]",
                        "quality.show_again=false",
                        "quality.stack=stack.tif",
                        "quality.stack_step=5 um")
                .quality();
        assertEquals(new QualityLimits(4, 2, 0.8, 0.5, 0.25, 0.001, 4095, 0.5), said.limits());
        assertEquals(Set.of(QualityFlag.FOCUS, QualityFlag.SATURATED), said.invalidating());
        assertFalse(said.showAgain());
        assertEquals(5, said.stackStepUm());
        assertEquals(
                Set.of(), parse(SMALL, "quality.invalidate=[none]").quality().invalidating());
    }

    @Test
    void shouldSayWhatIsWrongWithTheQualityInOneLine() {
        assertEquals(
                "--set: 'quality.invalidate' must list some of motion, focus, dark, saturated, bleached, or be [none];"
                        + " was 'darkness'",
                complaint(SMALL, "quality.invalidate=[darkness]"));
        assertEquals(
                "--set: 'quality.max_shift' must be above 0 px and at most imaging.max_shift (12.0 px), beyond which no"
                        + " frame is looked for",
                complaint(SMALL, "quality.max_shift=13 px"));
        assertEquals(
                "--set: 'quality.dark_share' must be from 0.0 to 0.99, was 2",
                complaint(SMALL, "quality.dark_share=2"));
        assertTrue(complaint(SMALL, "quality.stack=stack.tif").contains("stack_step"));
    }

    @Test
    void shouldNameTheLineOfAnUnknownKeyAndGuessWhatWasMeant() {
        String message = complaint(SMALL.replace("calibration", "calibraton"));
        assertEquals("small.yaml line 5: unknown key 'imaging.calibraton'; did you mean 'calibration'?", message);
    }

    @Test
    void shouldListEachKnownKeyOnceWhereNothingIsNearAnUnknownOne() {
        String message = complaint(SMALL, "imaging.zebra_crossings=3");
        assertEquals(2, message.split("neuropil_coefficient", -1).length, message);
        assertEquals(2, message.split("scan_time", -1).length, message);
    }

    @ParameterizedTest
    @CsvSource({
        "soma_diameter, 2 px, 'must be from 3 to 100 px, was 2.0 px'",
        "soma_diameter, 101 px, 'must be from 3 to 100 px, was 101.0 px'",
        "max_shift, 0 px, 'must be from 1 to 1024 px, was 0.0 px'",
        "decay, 0 ms, 'must be above 0 s and at most 60 s, was 0.0 s'",
    })
    void shouldNameTheLineOfAnImagingValueOutOfItsRange(String key, String value, String expected) {
        assertEquals(
                "small.yaml line 5: 'imaging." + key + "' " + expected,
                complaint(SMALL.replace("calibration: 10 s", key + ": " + value)));
    }

    @Test
    void shouldNameTheLineOfAWrongUnit() {
        assertEquals(
                "small.yaml line 9: 'blocks[1].presentation' has the wrong unit 'Hz'; write it with one of ns, us, ms,"
                        + " s, min",
                complaint(SMALL.replace("500 ms", "500 Hz")));
        assertTrue(complaint(SMALL.replace("500 ms", "500")).contains("line 9: 'blocks[1].presentation' has no unit"));
    }

    @ParameterizedTest
    @CsvSource({
        "kind: spontaneous, kind: spontaneus, line 7: 'blocks[0].kind' must be one of",
        "rate: 30 Hz, rate: -30 Hz, must not be negative",
        "kind: simulated, kind: scanimage, 'source.kind' must be one of simulated",
        "held_out_repeats: 4, held_out_repeats: 1, needs a map block with held_out_repeats of at least 2",
        "held_out_repeats: 4, held_out_repeats: four, must be a whole number",
        "name: small, title: small, 'name' is missing",
    })
    void shouldSayWhatIsWrong(String good, String bad, String expected) {
        assertTrue(complaint(SMALL.replace(good, bad)).contains(expected), complaint(SMALL.replace(good, bad)));
    }

    @ParameterizedTest
    @CsvSource({
        "'{kind: socket, port: 70000}', 'source.port' must be from 1 to 65535",
        "'{kind: socket, connect: nowhere}', 'source.connect' must be the sender's host:port",
        "'{kind: socket, connect: a:1, address: b}', 'source.connect' calls the sender",
        "'{kind: socket, rate: 3 kHz}', 'source.rate' must be at most 2000 Hz",
        "'{kind: socket, file: x}', unknown key 'source.file'",
        "'{kind: ring}', 'source.file' is missing",
        "'{kind: ring, file: x, layout: scanbox}', 'source.rate' is missing",
    })
    void shouldSayWhatIsWrongWithALiveSource(String source, String expected) {
        String message = complaint(from(source));
        assertTrue(message.contains(expected), message);
    }

    private static String from(String source) {
        return SMALL.replace("{ kind: simulated, rate: 30 Hz }", source);
    }

    @Test
    void shouldReadLiveSources() {
        assertEquals(
                new SourceConfig.Socket(false, "127.0.0.1", 5560, new StatedFormat(0, 1, 0), 60_000_000_000L),
                parse(from("{kind: socket}")).source());
        assertEquals(
                new SourceConfig.Socket(true, "rig-2", 99, new StatedFormat(30, 3, 100), 5_000_000_000L),
                parse(from("{kind: socket, connect: 'rig-2:99', rate: 30 Hz, planes: 3, pixel_offset: 100,"
                                + " wait: 5 s}"))
                        .source());
        assertEquals(
                new SourceConfig.Ring(
                        Path.of("/dev/shm/r"),
                        SourceConfig.RingKind.LOOPSCOPE,
                        new StatedFormat(0, 1, 0),
                        60_000_000_000L),
                parse(from("{kind: ring, file: /dev/shm/r}")).source());
        assertEquals(5_000_000_000L, parse(SMALL).rig().stallTimeoutNs());
    }

    @Test
    void shouldSayWhereTheFileIsNoYaml() {
        assertTrue(complaint(SMALL.replace("calibration: 10 s", "calibration: [10 s"))
                .contains("not YAML"));
    }

    @Test
    void shouldOverrideKeysAndBlocksByName() {
        ExperimentConfig config = parse(
                SMALL, "seed=7", "blocks.map.stop.presentations=99", "model.channels=[16, 16]", "model.kernels=[5, 3]");
        assertEquals(7, config.seed());
        assertEquals(99, ((BlockConfig.Map) config.blocks().get(1)).presentations());
        assertEquals(List.of(16, 16), config.model().channels());
    }

    @Test
    void shouldRefuseOverridesOfNothing() {
        assertTrue(complaint(SMALL, "sed=7").contains("unknown key 'sed'"));
        assertTrue(complaint(SMALL, "blocks.mapp.presentation=1 s").contains("no entry is called"));
        assertTrue(complaint(SMALL, "seed").contains("write it as key=value"));
    }

    @Test
    void shouldTakeTheSpikeInferenceByItsName() throws Exception {
        assertEquals(SpikeMethod.FILTER, parse(SMALL).imaging().spikes());
        assertEquals(
                SpikeMethod.OASIS_AR2,
                parse(SMALL, "imaging.spikes=oasis-ar2").imaging().spikes());
    }

    @Test
    void shouldDetectCellsUnlessFilesAreNamed() {
        assertEquals(List.of(), parse(SMALL).imaging().roiFiles());
        assertEquals(List.of(), parse(SMALL, "imaging.rois=detect").imaging().roiFiles());
        assertEquals(
                List.of(Path.of("a.json"), Path.of("b.json")),
                parse(SMALL, "imaging.rois=[a.json, b.json]").imaging().roiFiles());
        assertEquals(
                "small.yaml line 5: 'imaging.rois' is an empty list; name a file for each plane, or leave the key out to"
                        + " detect cells",
                complaint(SMALL.replace("calibration: 10 s", "rois: []")));
        assertTrue(complaint(SMALL, "imaging.rois=[]").contains("'imaging.rois' is an empty list"));
    }

    @Test
    void shouldReadHowTheBackgroundIsTakenOff() {
        assertEquals(new Background.None(), parse(SMALL).imaging().background());
        assertEquals(
                Background.BandPass.standard(),
                parse(SMALL, "imaging.background=band-pass").imaging().background());
        assertEquals(
                Background.Ring.standard(),
                parse(SMALL, "imaging.background=ring").imaging().background());
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> parse(SMALL, "imaging.background=disc"));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("must be one of none, band-pass, ring"),
                refused.getMessage());
    }

    @Test
    void shouldReadTheSameExperimentBackFromItsText() {
        ExperimentConfig config = parse(SMALL, "seed=7", "imaging.calibration=12 s");
        ExperimentConfig again = ExperimentFile.parse(config.text(), "the journal", List.of());
        assertEquals(config.seed(), again.seed());
        assertEquals(config.imaging(), again.imaging());
        assertEquals(config.text(), again.text());
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        String message = assertThrows(
                        ConfigurationException.class,
                        () -> ExperimentFile.read(Path.of("no-such-experiment.yaml"), List.of()))
                .getMessage();
        assertEquals("experiment file no-such-experiment.yaml does not exist; check the path", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default.yaml",
                "quick.yaml",
                "recorded-movie.yaml",
                "recorded-responses.yaml",
                "live-microscope.yaml"
            })
    void shouldReadEveryShippedExperiment(String name) {
        // Tests run in the module's folder, which lies in the repository.
        ExperimentFile.read(Path.of("..", "config", name), List.of());
    }
}
