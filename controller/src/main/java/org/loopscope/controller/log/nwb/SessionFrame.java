package org.loopscope.controller.log.nwb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.hdf5.Hdf5File;

/** The parts of the file that are known before the first frame: session, subject, device and imaging plane. */
final class SessionFrame {
    static final String NWB_VERSION = "2.9.0";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private final NwbObjects objects;
    private final Hdf5File file;

    SessionFrame(NwbObjects objects) {
        this.objects = objects;
        this.file = objects.file();
    }

    void write(NwbMetadata metadata, @Nullable FrameFormat frames) {
        objects.typed("/", NwbType.NWB_FILE).text("nwb_version", NWB_VERSION).close();
        String start = TIME.format(metadata.startTime());
        file.texts("/file_create_date", List.of(start), 1);
        file.text("/identifier", metadata.identifier());
        file.text("/session_description", metadata.sessionDescription());
        file.text("/session_start_time", start);
        file.text("/timestamps_reference_time", start);
        for (String group : List.of(
                "/acquisition",
                "/analysis",
                "/processing",
                "/stimulus/presentation",
                "/stimulus/templates",
                "/general/devices",
                "/intervals")) {
            file.group(group);
        }
        writeGeneral(metadata);
        writeSubject(metadata.subject(), metadata.startTime().getOffset());
        writeDevice(metadata.imaging());
        if (frames != null) {
            for (int plane = 0; plane < frames.planes(); plane++) {
                for (int channel = 0; channel < frames.channels(); channel++) {
                    writePlane(metadata.imaging(), frames, plane, channel);
                }
            }
            objects.group(NwbLayout.OPHYS, NwbType.PROCESSING_MODULE)
                    .text("description", "Activity of the cells, inferred while the session ran")
                    .close();
        }
        objects.group(NwbLayout.MISC, NwbType.PROCESSING_MODULE)
                .text("description", "How the closed loop itself went: latencies, clocks, faults")
                .close();
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void writeGeneral(NwbMetadata metadata) {
        if (!metadata.experimenter().isEmpty()) {
            file.texts(
                    "/general/experimenter",
                    metadata.experimenter(),
                    metadata.experimenter().size());
        }
        if (!metadata.keywords().isEmpty()) {
            file.texts(
                    "/general/keywords",
                    metadata.keywords(),
                    metadata.keywords().size());
        }
        objects.textIfGiven("/general/institution", metadata.institution());
        objects.textIfGiven("/general/lab", metadata.lab());
        file.text("/general/session_id", metadata.sessionId());
        file.text(
                "/general/experiment_description",
                metadata.experimentDescription().isBlank()
                        ? metadata.sessionDescription()
                        : metadata.experimentDescription());
        file.text("/general/notes", "SHA-256 of source_script: " + sha256(metadata.configuration()));
        file.text("/general/source_script", metadata.configuration());
        file.attributes("/general/source_script")
                .text("file_name", "experiment.yaml")
                .close();
        file.texts("/general/was_generated_by", List.of("Loopscope", metadata.version()), 1, 2);
    }

    private void writeSubject(NwbSubject subject, ZoneOffset zone) {
        String path = "/general/subject";
        objects.group(path, NwbType.SUBJECT).close();
        file.text(path + "/subject_id", subject.id());
        file.text(path + "/sex", subject.sex());
        file.text(path + "/species", subject.species());
        objects.textIfGiven(path + "/description", subject.description());
        objects.textIfGiven(path + "/genotype", subject.genotype());
        objects.textIfGiven(path + "/strain", subject.strain());
        objects.textIfGiven(path + "/weight", subject.weight());
        if (!subject.dateOfBirth().isEmpty()) {
            OffsetDateTime birth =
                    LocalDate.parse(subject.dateOfBirth()).atStartOfDay().atOffset(zone);
            file.text(path + "/date_of_birth", TIME.format(birth));
        }
        if (!subject.age().isBlank()) {
            file.text(path + "/age", subject.age());
            file.attributes(path + "/age").text("reference", "birth").close();
        }
    }

    private void writeDevice(NwbImaging imaging) {
        objects.group(devicePath(imaging), NwbType.DEVICE)
                .text("description", imaging.deviceDescription())
                .close();
    }

    private void writePlane(NwbImaging imaging, FrameFormat frames, int plane, int channel) {
        String path = PlaneNames.of(frames).of(NwbLayout.IMAGING_PLANE, plane, channel);
        boolean imaged = channel == imaging.imagedChannel();
        String indicator = imaged ? imaging.indicator() : "unknown";
        objects.group(path, NwbType.IMAGING_PLANE).close();
        file.text(
                path + "/description",
                "Imaging plane of " + frames.widthPx() + " x " + frames.heightPx() + " pixels (x, y)"
                        + number("plane", plane, frames.planes())
                        + number("channel", channel, frames.channels())
                        + (imaged ? "" : ": logged only, no activity was inferred from it"));
        objects.floats(path + "/excitation_lambda", new float[] {(float) imaging.excitationLambdaNm()});
        objects.floats(path + "/imaging_rate", new float[] {(float) frames.planeRateHz()});
        file.text(path + "/indicator", indicator);
        file.text(path + "/location", imaging.location());
        if (imaging.pixelSizeUm() > 0) {
            float metres = (float) (imaging.pixelSizeUm() * 1e-6);
            objects.floats(path + "/grid_spacing", new float[] {metres, metres}, 2);
            file.attributes(path + "/grid_spacing").text("unit", "meters").close();
        }
        file.softLink(path + "/device", devicePath(imaging));
        String optical = path + "/OpticalChannel";
        objects.group(optical, NwbType.OPTICAL_CHANNEL).close();
        file.text(optical + "/description", "Emission of " + indicator);
        objects.floats(
                optical + "/emission_lambda", new float[] {imaged ? (float) imaging.emissionLambdaNm() : Float.NaN});
    }

    private static String number(String what, int number, int of) {
        return of == 1 ? "" : ", " + what + " " + number + " (from 0) of " + of;
    }

    private static String devicePath(NwbImaging imaging) {
        return NwbLayout.DEVICES + "/" + imaging.deviceName();
    }
}
