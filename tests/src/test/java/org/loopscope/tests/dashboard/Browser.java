package org.loopscope.tests.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium with one page, driven through Playwright's core package by {@code src/test/browser/drive.mjs}. Its
 * pictures are kept in {@code target/dashboard-pictures}.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path PICTURES = Path.of("target", "dashboard-pictures");

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Browser(Process process) {
        this.process = process;
        commands = process.outputWriter();
        answers = process.inputReader();
    }

    /** Starts one of this size; skips the test, saying so, where there is no Chromium. */
    static Browser start(int widthPx, int heightPx) throws IOException {
        Optional<String> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent(),
                "the page is not tried in a browser: install chromium (apt-get install chromium)");
        Process process = new ProcessBuilder(
                        "node",
                        "drive.mjs",
                        chromium.orElseThrow(),
                        Integer.toString(widthPx),
                        Integer.toString(heightPx))
                .directory(Path.of("target", "browser").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Browser(process);
    }

    private static Optional<String> chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    void open(String url) {
        ask(command("open").put("url", url));
    }

    /** Opens a page as soon as it is served, by a process that has to live until then. */
    void openWhenServed(String url, BooleanSupplier alive, Supplier<String> console) throws InterruptedException {
        AssertionError last = new AssertionError("never tried");
        for (int attempt = 0; attempt < 300; attempt++) {
            try {
                open(url);
                return;
            } catch (AssertionError notYet) {
                last = notYet;
                if (!alive.getAsBoolean()) {
                    throw new AssertionError("the process ended early: " + console.get(), notYet);
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        }
        throw last;
    }

    /** What an expression is in the page. */
    JsonNode evaluate(String expression) {
        return ask(command("evaluate").put("expression", expression));
    }

    /** Waits until an expression is true in the page; fails when it does not become so. */
    void until(String expression, Duration patience) {
        ask(command("until").put("expression", expression).put("patienceMs", patience.toMillis()));
    }

    /** The raw value that a figure of the page holds. */
    double figure(String name) {
        JsonNode value = evaluate("document.querySelector('[data-figure=\"" + name + "\"]')?.dataset.value ?? null");
        if (value.isNull()) {
            throw new AssertionError("the page has no figure " + name);
        }
        return Double.parseDouble(value.asText());
    }

    String text(String selector) {
        return evaluate("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''")
                .asText();
    }

    private String quoted(String text) {
        return json.getNodeFactory().textNode(text).toString();
    }

    void click(String selector) {
        ask(command("click").put("selector", selector));
    }

    void press(String key) {
        ask(command("press").put("key", key));
    }

    void type(String selector, String text) {
        ask(command("type").put("selector", selector).put("text", text));
    }

    void resize(int widthPx, int heightPx) {
        ask(command("resize").put("widthPx", widthPx).put("heightPx", heightPx));
    }

    /** Keeps a picture of what is seen of the page. */
    Path picture(String name) throws IOException {
        return picture(name, command("picture"));
    }

    /** Keeps a picture of the page, also of what one has to scroll to. */
    Path wholePicture(String name) throws IOException {
        return picture(name, command("picture").put("whole", true));
    }

    /** Keeps a picture of one part of the page. */
    Path picture(String name, String selector) throws IOException {
        return picture(name, command("picture").put("selector", selector));
    }

    private Path picture(String name, ObjectNode asked) throws IOException {
        Path file = Files.createDirectories(PICTURES).toAbsolutePath().resolve(name + ".png");
        ask(asked.put("path", file.toString()));
        return file;
    }

    /** Errors of the page's own code, and dialogs that it opened. */
    List<String> complaints() {
        return ask(command("complaints")).valueStream().map(JsonNode::asText).toList();
    }

    private ObjectNode command(String operation) {
        return json.createObjectNode().put("operation", operation);
    }

    private JsonNode ask(ObjectNode command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("the browser has gone while asked for " + command);
            }
            JsonNode answer = json.readTree(line);
            if (answer.has("error")) {
                throw new AssertionError(command + ": " + answer.path("error").asText());
            }
            return answer.path("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
