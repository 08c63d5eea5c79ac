import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Java's HttpClient with its defaults, which offers h2c with every request. */
public class Client {
    public static void main(String[] arguments) throws Exception {
        var client = HttpClient.newHttpClient();
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            var words = line.split("\t", -1);
            var body = words[2].isEmpty()
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(words[2]);
            var request = HttpRequest.newBuilder(URI.create(arguments[0] + words[1]))
                .timeout(Duration.ofSeconds(20)).header("Authorization", arguments[1]).method(words[0], body);
            if (!words[2].isEmpty()) request.header("Content-Type", "application/json");
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + "\t" + answer.body());
        }
    }
}
