package org.fedmas.images.codec;

import java.util.Base64;
import java.util.Map;

/**
 * Files of a small drawing in formats that no writer of the JDK makes, with the SHA-256 of the
 * pixels that Pillow makes of them.
 */
final class CodedFiles {

  static final Map<String, String> PIXELS =
      Map.of(
          "lossy.webp", "0ddb8cbd0b41b36e768c3122331f356511285fd9b6a58781a28065521e0c0943",
          "lossless.webp", "8641ffbbe769b9788a148f4d2dda2073f72cf8971ccfb99beb7c282a0babb893",
          "alpha.webp", "94418b10a003aaf54bd1590fcd05606a71ac8cc56a2f4a45ac37f20369cd81b0",
          "animated.webp", "e41a47091d45bd7b934a4f10dd9ea0046980435cd0837956b473e8596668dfaa",
          "reversible.jp2", "8641ffbbe769b9788a148f4d2dda2073f72cf8971ccfb99beb7c282a0babb893",
          "lossy.jp2", "bd42dc82619fd1e9a368d9072b51a2639886eacd9f9f168445e8bcd3677b66e3",
          "grey.j2k", "444897ae0eb89b79fb6db15f13776939d8ef98f6ca473854af061361bef04778");

  private static final Map<String, String> FILES =
      Map.of(
          "lossy.webp",
          "UklGRlIAAABXRUJQVlA4IEYAAADQAQCdASoMAAkAAoBCJbACdAEOsmAQAAD++f1yK0V0uSoOZ5ls"
              + "Hx09Vy+qkWL49+9QDWEoJnP9JBf+Zr/DQH+qznFkLAAA",
          "lossless.webp",
          "UklGRjYAAABXRUJQVlA4TCkAAAAvCwACAJkyRPQ/NlH+6H+AMNuoGufvutcBDAWZtG2o7a7FBICr"
              + "A6uXOAA=",
          "alpha.webp",
          "UklGRo4AAABXRUJQVlA4WAoAAAAQAAAACwAACAAAQUxQSCgAAAABRyAQSLHBBB0RkdmAELIVpZBC"
              + "CimkkEIKp3DgCxHR/wySohmW4/EBVlA4IEAAAACwAQCdASoMAAkAAsBMJbACdAEOs59AAP73yRaD"
              + "CqG7FPX11Ub/ij05Th+b/0tvy0/oZz/SQX/GTcZN+xXooWIA",
          "animated.webp",
          "UklGRkgBAABXRUJQVlA4WAoAAAACAAAABQAABAAAQU5JTQYAAAAAAAAAAABBTk1GigAAAAAAAAAA"
              + "AAUAAAQAAAAAAAJWUDhMcgAAAC8FAAEA70CQbZsDOEqTodxM27Yx/+XRbmxra08Sa/+0OSmtdNzp"
              + "WImB2IdhvJ3/WHCIMKEg3h8gXADgf0KIFAnhd0CJFQvtv8NJlITs3dDIICsuUBhJkhm7e9tGRP8D"
              + "uIlto7CpHyJdHpcqX+ZjOtT1AUFOTUaKAAAAAAAAAAAABQAABAAAAAAAAFZQOExyAAAALwUAAQDv"
              + "QJBtmwM4SpOh3EzbtjH/5dFubGtrTxJr/7Q5Ka103OlYiYHYh2G8nf9YcIgwoSDeHyBcAOB/QogU"
              + "CeF3QIkVC+2/w0mUhOzd0MggKy5QGEmSGbt720ZE/+OvGjR7s3hF78hOktOTFbhbNBwA",
          "reversible.jp2",
          "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAACQAAAAwA"
              + "AwcHAAAAAAAPY29scgEAAAAAABAAAAD3anAyY/9P/1EALwAAAAAADAAAAAkAAAAAAAAAAAAAAAwA"
              + "AAAJAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAAMEBAAB/1wADUBASEhQSEhQSEhQ/2QAJQAB"
              + "Q3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAdgAB/5PfgCgJQLjXjd+A"
              + "IAZCnuvfgDAI9ooajx/AfCGACP9/gMB8IUB8IUAdBAwvC0cJw+oEABWSzdeAw+oEgfICg+oDGE6S"
              + "TBQbFBWbwfOFACxfek5/gM/AGh9QHH4AYEzIoxLgsS643y65N//Z",
          "lossy.jp2",
          "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAACQAAAAwA"
              + "AwcHAAAAAAAPY29scgEAAAAAABAAAAC1anAyY/9P/1EALwAAAAAADAAAAAkAAAAAAAAAAAAAAAwA"
              + "AAAJAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAAMEBAAA/1wAF0JnOGdQZ1BnaFAFUAVQR1fT"
              + "V9NXYv9kACUAAUNyZWF0ZWQgYnkgT3BlbkpQRUcgdmVyc2lvbiAyLjUuMP+QAAoAAAAAACoAAf+T"
              + "x4MJFVTHxhAGQmWGz5QgB4PDdICAgICAgICAgP/Z",
          "grey.j2k",
          "/0//UQApAAAAAAAMAAAACQAAAAAAAAAAAAAADAAAAAkAAAAAAAAAAAABBwEB/1IADAAAAAEAAwQE"
              + "AAH/XAANQEBISFBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/"
              + "kAAKAAAAAABSAAH/k8+0FAYXBjq4wDoMAQgICMHzhoB0KAOhgBhF3/kqXxPvBGq/wPkFQHwjQHyB"
              + "wC2amKmUxS2LK08utLznX/4uo9whY+w//9k=");

  private CodedFiles() {}

  /** Returns a file by its name in {@link #PIXELS}. */
  static byte[] file(String name) {
    return Base64.getDecoder().decode(FILES.get(name));
  }
}
