/// A method that a provider of one resource need not write: a standard read (AIP-131, AIP-132), or a
/// command whose contract says that it is plain.
struct StandardMethod {
    /// The Swift name of the resource.
    let resource: String
    let body: [String]

    /// `nil` when only the service can know what the method does.
    init?(_ method: Service.Method, _ symbols: Symbols) {
        guard !method.clientStreaming, !method.serverStreaming,
            let output = symbols.messages[method.output]
        else { return nil }
        switch method.input {
        case "govmesh.mesh.v1.GetRequest" where output.message.resource != nil:
            self.resource = output.swift
            self.body = ["try await self.get(request, call)"]
        case "govmesh.mesh.v1.CommandRequest" where output.message.resource != nil:
            guard method.rule?.isPlain == true else { return nil }
            self.resource = output.swift
            self.body = ["try await self.give(request, call)"]
        case "govmesh.mesh.v1.ListRequest":
            guard let items = output.message.fields.first, items.isRepeated,
                output.message.fields.map(\.name).dropFirst() == ["next_page_token"],
                let item = symbols.messages[items.typeName], item.message.resource != nil
            else { return nil }
            self.resource = item.swift
            self.body = [
                "let page = try await self.list(request, call)",
                "return \(output.swift)(",
                "    \(Naming.lowerCamel(items.name)): page.items, nextPageToken: page.next)",
            ]
        default: return nil
        }
    }
}
