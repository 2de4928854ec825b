import Foundation
import MeshAPI
import MeshRPC
import Programs
import Testing

@testable import govmesh

@Suite struct `Published files` {
    private static let day = "2026-03-10"

    private static func files() -> PublicationFiles {
        var files = PublicationFiles(day: Self.day)
        let subject = PublicSubject(
            name: "parties/sp", kind: .provider, displayName: "云, \"一\"", creditCode: "9137")
        files.add(BulletinItem(grade: PublicGrade(subject: subject, grade: "A")))
        files.add(
            BulletinItem(
                record: PublicRecord(
                    record: "records/r-1", subject: subject, behaviour: "availability-general",
                    severity: .general, facts: "=HYPERLINK(\"http://x\")", disputed: true)))
        return files
    }

    /// Runs `body` with the sample signed into a folder, and the public half of its key in a file.
    private static func signed(_ body: (_ folder: String, _ key: String) throws -> Void) throws {
        let root = NSTemporaryDirectory() + "published-\(UInt32.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let signer = IdentitySigner()
        try SignedFolder(path: root).write(Self.files().contents(), signedBy: signer)
        let key = root + "/site.pub"
        let digits = try #require(signer.publicKey).bytes.flatMap { [$0 >> 4, $0 & 15] }
        try digits.map { String($0, radix: 16) }.joined()
            .write(toFile: key, atomically: true, encoding: .utf8)
        try body(root, key)
    }

    @Test func `R5.2-18: cells that a spreadsheet takes for formulas get an apostrophe`() throws {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\r\n=1", "＝1"] {
            let cell = PublicationFiles.cell(text)
            #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"), "\(cell)")
        }
        #expect(PublicationFiles.cell("a=b") == "a=b")
        #expect(PublicationFiles.cell("a\r\nb") == "\"a\r\nb\"")
        let contents = try Self.files().contents()
        #expect(
            contents.map(\.name) == ["grades.csv", "grades.json", "records.csv", "records.json"])
        let grades = try #require(String(validating: contents[0].bytes.dropFirst(3), as: UTF8.self))
        #expect(contents[0].bytes.prefix(3) == [0xef, 0xbb, 0xbf])
        #expect(
            grades == """
                day,subject,subjectKind,displayName,creditCode,grade,evaluation,asOf\r
                2026-03-10,parties/sp,provider,"云, ""一""\",9137,A,,\r

                """)
        let records = String(decoding: contents[2].bytes, as: UTF8.self)
        #expect(records.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","))
    }

    @Test func `R5.2-18: are checked by govmesh and by openssl alike, and a change shows`() throws {
        try Self.signed { folder, key in
            func verify() throws -> Ending {
                try run(
                    builtProgram("govmesh"), ["verify", "publication", folder, "--key", key])
            }
            func shell(_ command: String) throws -> Ending {
                try run(
                    URL(filePath: "/bin/sh"), ["-c", command], in: URL(filePath: folder))
            }
            let good = try verify()
            #expect(good.status == 0 && good.text.contains("sums and signatures hold"))
            #expect(try shell("sha256sum -c SHA256SUMS").status == 0)
            let openssl =
                "openssl pkeyutl -verify -pubin -inkey publication.pem -rawin -in SHA256SUMS "
                + "-sigfile SHA256SUMS.sig"
            let signature = try shell(openssl)
            #expect(signature.status == 0, "\(signature.text)")

            _ = try shell("sed -i s/parties/Parties/ grades.json")
            let changed = try verify()
            #expect(changed.status == 1)
            #expect(changed.text.contains("grades.json is not the file that SHA256SUMS names"))
            #expect(changed.text.contains("grades.json was changed, or signed with another key"))
            _ = try shell("sha256sum *.csv *.json > SHA256SUMS")
            #expect(try verify().text.contains("SHA256SUMS was changed"))
            #expect(try shell(openssl).status != 0)
        }
    }

    @Test func `R5.2-18: prove nothing under another key`() throws {
        try Self.signed { folder, key in
            try String(repeating: "07", count: 32)
                .write(toFile: key, atomically: true, encoding: .utf8)
            let ending = try run(
                builtProgram("govmesh"), ["verify", "publication", folder, "--key", key])
            #expect(ending.status == 1 && ending.text.contains("signed with another key"))
        }
    }
}
