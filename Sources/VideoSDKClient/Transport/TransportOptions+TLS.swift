import NIOSSL

extension TransportOptions {
  /// Certificates are always verified, against the system's authorities at least; nil when the
  /// file of others cannot be read.
  var tlsConfiguration: TLSConfiguration? {
    var configuration = TLSConfiguration.makeClientConfiguration()
    guard let authorityFile else { return configuration }
    guard let authorities = try? NIOSSLCertificate.fromPEMFile(authorityFile), !authorities.isEmpty
    else { return nil }
    configuration.additionalTrustRoots = [.certificates(authorities)]
    return configuration
  }
}
